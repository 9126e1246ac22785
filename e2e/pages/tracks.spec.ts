import type { Page } from '@playwright/test'
import { accounts, sessionOf } from '../support/accounts'
import { download, records, sorted } from '../support/csv'
import { mostEnrolledTrack } from '../support/most-enrolled-track'
import { query, value } from '../support/product'
import { expect, test } from '../support/test'

/** By hand: pairs of user and version, by the day of the first start. */
const enrolments = `
  with pair as (
    select user_id, track_version_id, coalesce(min(started_at)::date, to_date(min(date_id)::text, 'YYYYMMDD')) as day,
      bool_or(is_currently_active) as active, max(completed_at) as completed
    from datacamp.track_fact group by 1, 2
  )
  select track_version_id::text, count(*)::text, (count(*) filter (where active))::text, count(completed)::text
  from pair left join datacamp.track_dim using (track_version_id)
  where day between $1 and $2 and ($3::boolean is null or is_custom = $3)
  group by 1`

async function expectExportEquals(page: Page, isCustom: boolean | null): Promise<void> {
  const link = page.getByRole('link', { name: 'Export CSV' })
  const params = new URL((await link.getAttribute('href')) ?? '', 'http://page').searchParams
  const [heading = [], ...rows] = await records(await download(page, link))
  const columns = ['track', 'track_enrolments', 'track_enrolments_active', 'track_enrolments_completed']
  const found = rows.map((row) => columns.map((name) => row[heading.indexOf(name)] ?? ''))
  const wanted = await query(enrolments, [params.get('from'), params.get('to'), isCustom])
  expect(wanted.length).toBeGreaterThan(0)
  expect(sorted(found)).toEqual(sorted(wanted.map((row) => row.map(String))))
}

test.describe('an analyst', () => {
  test.use({ storageState: sessionOf('analyst') })

  test('narrows Tracks to one kind from its chart, takes away what the mirrors say, and comes back', async ({
    page,
  }) => {
    await page.goto('/datacamp/tracks')
    await expectExportEquals(page, null)
    const kinds = page.getByRole('region', { name: 'Custom and standard tracks' }).getByRole('img')
    await kinds.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/track_kind=standard/)
    await expect(page.getByRole('list', { name: 'Active filters' }).first()).toContainText('Standard')
    await expectExportEquals(page, false)
    await page.goBack()
    await expect(page).not.toHaveURL(/track_kind=/)
    await expectExportEquals(page, null)
  })

  test('opens a version from its row, down to where people stop and who they are', async ({ page }) => {
    await page.goto('/datacamp/tracks')
    const row = page
      .getByRole('region', { name: 'All track versions' })
      .last()
      .getByRole('row')
      .filter({ has: page.getByRole('link') })
      .nth(1)
    const title = (await row.getByRole('link').textContent()) ?? ''
    const enrolled = (await row.getByRole('cell').nth(2).textContent()) ?? ''
    await row.getByRole('link').click()
    await expect(page).toHaveURL(/\/datacamp\/tracks\/\d+\?/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title.replace(/ \(.*/, ''))
    await expect(page.locator('#kpi-track_enrolments dd p').first()).toHaveText(new RegExp(`^${enrolled}(?![\\d,])`))
    await expect(page.getByRole('region', { name: 'Where people stop' })).toBeVisible()
    const people = page.getByRole('region', { name: 'People by progress' })
    const [heading = [], ...rows] = await records(
      await download(page, people.getByRole('link', { name: 'People by progress: CSV' })),
    )
    expect(heading.slice(0, 2)).toEqual(['person', 'person_name'])
    expect(String(rows.length)).toBe(enrolled)
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tracks')
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: sessionOf('viewer') })

  test('sees how many enrolled in a version, and no name or way to a person', async ({ page }) => {
    await page.goto(await mostEnrolledTrack())
    await expect(page.getByRole('region', { name: 'People by progress' })).toContainText('not named to your role')
    await expect(page.getByRole('main').locator('a[href*="/people"]')).toHaveCount(0)
    expect((await page.request.get('/export/track-people')).status()).toBe(403)
  })
})

test.describe('a manager', () => {
  test.use({ storageState: sessionOf('manager') })

  test('sees a version for the own teams alone', async ({ page }) => {
    const team = await value(`select team_id from app.user_team join app."user" on id = user_id where email = $1`, [
      accounts.manager.email,
    ])
    const name = await value('select name from datacamp.team_dim where team_id = $1', [team])
    const track = await value(
      `select track_version_id from datacamp.track_fact join datacamp.user_team_bridge using (user_id)
       where team_id = $1 and started_at >= joined_team_date and left_team_date is null
       group by 1 order by count(*) desc, 1 limit 1`,
      [team],
    )
    const to = await value(`select ((now() at time zone 'UTC')::date - 1)::text`)
    await page.goto(`/datacamp/tracks/${track}?from=2020-01-01&to=${to}&grain=month`)
    const rows = page.getByRole('region', { name: 'By team' }).last().locator('tbody tr')
    await expect(rows).toHaveCount(2)
    await expect(rows.nth(1)).toContainText(name)
  })
})
