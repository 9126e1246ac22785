import type { Page } from '@playwright/test'
import { accounts, sessionOf } from '../support/accounts'
import { download, records, sorted } from '../support/csv'
import { mostTakenCourse } from '../support/most-taken-course'
import { query, value } from '../support/product'
import { expect, test } from '../support/test'

/** By hand: pairs of user and course with their first start and their last completion. */
const courses = `
  with pair as (
    select user_id, course_id, min(started_at)::date as started, max(completed_at)::date as completed
    from datacamp.course_fact where course_id <> -1 group by 1, 2
  )
  select 'datacamp/course/' || course_id, (count(*) filter (where started between $1 and $2))::text,
    (count(*) filter (where completed between $1 and $2))::text
  from pair left join datacamp.course_dim using (course_id)
  where $3::text is null or trim(technology) = $3
  group by course_id
  having count(*) filter (where started between $1 and $2) + count(*) filter (where completed between $1 and $2) > 0`

const yesterday = () => value(`select ((now() at time zone 'UTC')::date - 1)::text`)

async function expectExportEquals(page: Page, technology: string | null): Promise<void> {
  const link = page.getByRole('link', { name: 'Export CSV' })
  const params = new URL((await link.getAttribute('href')) ?? '', 'http://page').searchParams
  const [heading = [], ...rows] = await records(await download(page, link))
  const places = ['content', 'course_starts', 'course_completions'].map((name) => heading.indexOf(name))
  const found = rows
    .map((row) => places.map((place) => row[place] ?? ''))
    // Courses with time or XP alone are rows too, and deleted ones have nothing else.
    .filter(([, starts, completions]) => Number(starts) + Number(completions) > 0)
  const wanted = await query(courses, [params.get('from'), params.get('to'), technology])
  expect(wanted.length).toBeGreaterThan(0)
  expect(sorted(found)).toEqual(sorted(wanted.map((row) => row.map(String))))
}

test.describe('an analyst', () => {
  test.use({ storageState: sessionOf('analyst') })

  test('narrows Courses to a technology, takes away what the mirrors say, and comes back', async ({ page }) => {
    // Starts of the first day on are old enough for the rate.
    const from = await value('select min(started_at)::date::text from datacamp.course_fact where course_id <> -1')
    await page.goto(`/datacamp/courses?from=${from}&to=${await yesterday()}&grain=month`)
    const chart = page.getByRole('region', { name: /^Completed within 30 days, by technology/ })
    await expect(chart).toBeVisible()
    await expectExportEquals(page, null)

    const mark = chart.getByRole('img')
    await mark.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/technology=/)
    const technology = new URL(page.url()).searchParams.get('technology')
    await expect(page.getByRole('list', { name: 'Active filters' }).first()).toContainText(technology ?? '?')
    await expectExportEquals(page, technology)

    await page.goBack()
    await expect(page).not.toHaveURL(/technology=/)
    await expectExportEquals(page, null)
  })

  test('opens a course from its row, whose numbers are the row’s, down to who is stuck', async ({ page }) => {
    await page.goto('/datacamp/courses')
    const row = page
      .getByRole('region', { name: 'All courses' })
      .last()
      .getByRole('row')
      .filter({ has: page.getByRole('link') })
      .nth(1)
    const title = (await row.getByRole('link').textContent()) ?? ''
    const starts = (await row.getByRole('cell').nth(1).textContent()) ?? ''
    await row.getByRole('link').click()
    await expect(page).toHaveURL(/\/datacamp\/courses\/\d+\?/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(page.locator('#kpi-course_starts dd p').first()).toHaveText(new RegExp(`^${starts}(?![\\d,])`))
    await expect(page.getByRole('region', { name: /^Chapters/ })).toContainText('The order is inferred')
    await expect(page.getByRole('region', { name: 'Who is stuck' })).toContainText('for 14 days')
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Courses')
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: sessionOf('viewer') })

  test('sees how many are stuck in a course, and no name or way to a person', async ({ page }) => {
    const course = await mostTakenCourse()
    await page.goto(course)
    await expect(page.getByRole('region', { name: 'Who is stuck' })).toContainText('People, not named to your role')
    await expect(page.getByRole('main').locator('a[href*="/people"]')).toHaveCount(0)
    expect((await page.request.get('/export/analysis/at_risk')).status()).toBe(403)
  })
})

test.describe('a manager', () => {
  test.use({ storageState: sessionOf('manager') })

  test('sees a course for the own teams alone', async ({ page }) => {
    const team = await value(`select team_id from app.user_team join app."user" on id = user_id where email = $1`, [
      accounts.manager.email,
    ])
    const name = await value('select name from datacamp.team_dim where team_id = $1', [team])
    const course = await value(
      `select course_id from datacamp.course_fact join datacamp.user_team_bridge using (user_id)
       where course_id <> -1 and team_id = $1 and started_at >= joined_team_date and left_team_date is null
       group by 1 order by max(started_at) desc limit 1`,
      [team],
    )
    await page.goto(`/datacamp/courses/${course}?from=2020-01-01&to=${await yesterday()}&grain=month`)
    const rows = page.getByRole('region', { name: 'By team' }).last().locator('tbody tr')
    await expect(rows).toHaveCount(2)
    await expect(rows.nth(1)).toContainText(name)
  })
})
