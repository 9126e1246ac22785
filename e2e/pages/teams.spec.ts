import { activity } from '../support/activity.sql'
import { accounts, sessionOf } from '../support/accounts'
import { download, records } from '../support/csv'
import { largestTeam } from '../support/largest-team'
import { query, value } from '../support/product'
import { expect, test } from '../support/test'

/** By hand: learners and XP of the period by the team of the day. */
const byTeam = `
  with ${activity}
  select team_id::text, (count(distinct activity.person) filter (where is_sign))::text, sum(xp)::text
  from activity join (select distinct on (person, team_id, joined) * from member order by person, team_id, joined, left_on desc) as own
    on own.person = activity.person and own.joined <= day and day < own.left_on
  where day between $1 and $2
  group by 1`

test.describe('an analyst', () => {
  test.use({ storageState: sessionOf('analyst') })

  test('compares teams by another metric, opens one, finds its numbers there, and comes back', async ({ page }) => {
    await page.goto('/teams')
    await page.getByRole('button', { name: /^Metric/ }).click()
    await page.getByRole('menuitemradio', { name: 'Active learners' }).click()
    await expect(page).toHaveURL(/metric=active_learners/)
    await expect(page.getByRole('region', { name: /^Active learners by team/ })).toContainText(
      'in two or more of these',
    )

    const row = page
      .getByRole('region', { name: 'All teams' })
      .last()
      .getByRole('row')
      .filter({ has: page.getByRole('link') })
      .nth(1)
    const name = (await row.getByRole('link').textContent()) ?? ''
    const members = (await row.getByRole('cell').first().textContent()) ?? ''
    await row.getByRole('link').click()
    await expect(page).toHaveURL(/\/teams\/\d+\?/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name.replace(' (deleted)', ''))
    await expect(page.locator('#kpi-members_observed dd p').first()).toHaveText(new RegExp(`^${members}(?![\\d,])`))
    await expect(page.getByRole('region', { name: 'Members' }).first()).toContainText('Last active')
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Teams')
    await expect(page).toHaveURL(/metric=active_learners/)
  })

  test('takes away of the teams what the mirrors say', async ({ page }) => {
    await page.goto('/teams')
    const link = page.getByRole('link', { name: 'Export CSV' })
    const params = new URL((await link.getAttribute('href')) ?? '', 'http://page').searchParams
    const [heading = [], ...rows] = await records(await download(page, link))
    const places = ['active_learners', 'xp'].map((name) => heading.indexOf(name))
    const wanted = await query(byTeam, [params.get('from'), params.get('to')])
    expect(wanted.length).toBeGreaterThan(2)
    for (const [team, ...numbers] of wanted) {
      const row = rows.find((cells) => cells[heading.indexOf('team')] === team)
      expect(places.map((place) => row?.[place])).toEqual(numbers)
    }
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: sessionOf('viewer') })

  test('sees a team in aggregates, and no member or way to one', async ({ page }) => {
    await page.goto(await largestTeam())
    await expect(page.getByRole('region', { name: 'At risk' })).toContainText('not named to your role')
    await expect(page.getByRole('region', { name: 'Members' })).toHaveCount(0)
    await expect(page.getByRole('main').locator('a[href*="/people"]')).toHaveCount(0)
    expect((await page.request.get('/export/analysis/team_members')).status()).toBe(403)
  })
})

test.describe('a manager', () => {
  test.use({ storageState: sessionOf('manager') })

  test('sees the own team alone; another is as unknown as one that does not exist', async ({ page }) => {
    const own = await value(`select team_id from app.user_team join app."user" on id = user_id where email = $1`, [
      accounts.manager.email,
    ])
    const other = await value('select team_id from datacamp.team_dim where team_id <> $1 limit 1', [own])
    await page.goto('/teams')
    await expect(page.getByRole('region', { name: 'Your teams', exact: true }).last().locator('tbody tr')).toHaveCount(
      2,
    )
    await page.goto(`/teams/${own}`)
    await expect(page.getByRole('region', { name: 'Members' }).first()).toBeVisible()
    for (const id of [other, '987654321']) expect((await page.goto(`/teams/${id}`))?.status()).toBe(404)
  })
})
