import type { Page } from '@playwright/test'
import { accounts, sessionOf } from '../support/accounts'
import { activity } from '../support/activity.sql'
import { download, records } from '../support/csv'
import { query, value } from '../support/product'
import { expect, test } from '../support/test'

const table = (page: Page) => page.getByRole('region', { name: 'All people' }).last()
/** The people on this page of the table; its headings are links, too. */
const names = (page: Page) => table(page).getByRole('rowheader').getByRole('link')

test.describe('an analyst', () => {
  test.use({ storageState: sessionOf('analyst') })

  test('finds people by their address, takes the list away as it is shown, and comes back', async ({ page }) => {
    await page.goto('/people')
    const [[name, email] = []] = await query(
      `select name, email from mart.person where email is not null and name !~ '[%_]' order by person_id desc limit 1`,
    )
    await page.getByRole('textbox', { name: 'Find a person or e-mail' }).fill(String(email).toUpperCase())
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/search=/)
    await expect(names(page)).toHaveText([String(name)])

    const link = page.getByRole('link', { name: 'Export CSV' })
    const params = new URL((await link.getAttribute('href')) ?? '', 'http://page').searchParams
    const [heading = [], ...rows] = await records(await download(page, link))
    expect(rows.map((row) => row[heading.indexOf('person_email')])).toEqual([email])
    const hours = await value(
      `with ${activity} select coalesce(sum(seconds) / 3600, 0)::float8 from activity
       where person = $1 and day between $2 and $3`,
      [String(email).trim().toLowerCase(), params.get('from'), params.get('to')],
    )
    expect(Number(rows[0]?.[heading.indexOf('learning_hours')])).toBeCloseTo(Number(hours), 3)
    await page.goBack()
    await expect(page).not.toHaveURL(/search=/)
  })

  test('opens a person, whose figures are the row’s, and what happened in both lanes and lists', async ({ page }) => {
    await page.goto('/people')
    const row = table(page)
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader').getByRole('link') })
      .first()
    const name = (await row.getByRole('link').textContent()) ?? ''
    const hours = (await row.getByRole('cell').nth(3).textContent()) ?? ''
    await row.getByRole('link').click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
    await expect(page.locator('#kpi-learning_hours dd p').first()).toHaveText(new RegExp(`^${hours}(?![\\d,])`))
    await expect(page.getByRole('region', { name: 'What happened' }).getByRole('listitem').first()).toBeVisible()
    await expect(page.getByRole('region', { name: 'Accounts' })).toContainText('account')

    const courses = page.getByRole('region', { name: 'Courses', exact: true })
    // Lists come after the figures.
    await expect(courses.getByRole('rowheader').first()).toBeVisible()
    const listed = await courses.getByRole('rowheader').allTextContents()
    const [heading = [], ...rows] = await records(
      await download(page, courses.getByRole('link', { name: 'Courses: CSV' })),
    )
    expect(rows.slice(0, 100).map((one) => one[heading.indexOf('content_name')])).toEqual(listed)
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('People')
  })

  test('reads what a person did on Skilljar: enrolments lead to their course, and access and groups stand as they are', async ({
    page,
  }) => {
    const [[person, enrolled] = []] = await query(
      `select identity.person_id, count(distinct published_course_id)
       from skilljar.enrollment join mart.identity on source = 'skilljar' and source_id = student_id
       join skilljar.student_group_membership using (student_id) join skilljar.domain_membership using (student_id)
       where enrolled_at is not null group by 1 order by 2 desc, 1 limit 1`,
    )
    await page.goto(`/people/${person}?from=2015-01-01`)
    const enrolments = page.getByRole('region', { name: 'Enrolments', exact: true })
    await expect(enrolments.getByText(`${enrolled} enrolments.`)).toBeVisible()
    for (const name of ['Domains', 'Student groups', 'Lessons'])
      await expect(page.getByRole('region', { name, exact: true }).getByRole('rowheader').first()).toBeAttached()
    const course = enrolments.getByRole('rowheader').getByRole('link').first()
    const title = (await course.textContent()) ?? ''
    await course.click()
    await expect(page).toHaveURL(/\/skilljar\/courses\/\w+/)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(title)
  })

  test('reads the rule of At risk, makes it stricter, narrows it to a team and takes the list away', async ({
    page,
  }) => {
    await page.goto('/at-risk')
    const count = async () =>
      Number((await page.locator('#kpi-at-risk dd p').first().textContent())?.replaceAll(',', ''))
    await expect(page.getByRole('region', { name: 'The rule' })).toContainText('14 days')
    const loose = await count()
    expect(loose).toBeGreaterThan(0)
    await page.getByRole('link', { name: '60 days' }).click()
    await expect(page).toHaveURL(/days=60/)
    await expect.poll(count).toBeLessThanOrEqual(loose)
    await page.goBack()
    await expect(page).not.toHaveURL(/days=/)

    const mark = page.getByRole('region', { name: /^At risk by team/ }).getByRole('img')
    await mark.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/team=\d+/)
    const people = page.getByRole('region', { name: 'People at risk' })
    await expect(page.getByRole('list', { name: 'Active filters' }).first()).toContainText('Team')
    await expect(people.getByRole('listitem').first()).toBeVisible()
    const listed = await people.getByRole('listitem').getByRole('link').allTextContents()
    const [heading = [], ...rows] = await records(
      await download(page, people.getByRole('link', { name: 'People at risk: CSV' })),
    )
    expect(rows.slice(0, 50).map((row) => row[heading.indexOf('name')])).toEqual(listed)
    expect(rows.length).toBe(await count())
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: sessionOf('viewer') })

  test('sees how many are at risk, and neither names nor the menu entry of people', async ({ page }) => {
    await page.goto('/at-risk')
    await expect(page.locator('#kpi-at-risk')).toBeVisible()
    await expect(page.getByRole('region', { name: /^At risk by team/ })).toBeVisible()
    await expect(page.getByRole('region', { name: 'People at risk' })).toHaveCount(0)
    await expect(page.locator('a[href*="/people"]')).toHaveCount(0)
    expect((await page.request.get('/people')).status()).toBe(403)
    expect((await page.request.get('/export/analysis/person_timeline?person=1')).status()).toBe(403)
  })
})

test.describe('a manager', () => {
  test.use({ storageState: sessionOf('manager') })

  test('has the own team’s people in the list, and nobody else at risk', async ({ page }) => {
    const own = (
      await query(
        `select name from mart.person where person_id in (
           select person_id from mart.person_team
           where team_id in (select team_id from app.user_team join app."user" on id = user_id where email = $1))`,
        [accounts.manager.email],
      )
    ).flat()
    await page.goto('/people')
    await expect(names(page).first()).toBeVisible()
    for (const name of await names(page).allTextContents()) expect(own).toContain(name)
    await page.goto('/at-risk?days=1')
    const people = page.getByRole('region', { name: 'People at risk' })
    await expect(people).toBeVisible()
    for (const name of await people.getByRole('listitem').getByRole('link').allTextContents()) {
      expect(own).toContain(name)
    }
  })
})
