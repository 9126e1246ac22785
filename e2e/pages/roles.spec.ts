import type { Browser, Page } from '@playwright/test'
import { activity } from '../support/activity.sql'
import { accounts, sessionOf, signIn, type RoleName } from '../support/accounts'
import { tell } from '../support/control'
import { fullestLiveSession } from '../support/fullest-live-session'
import { largestGroup } from '../support/largest-group'
import { mostEnrolledCourse } from '../support/most-enrolled-course'
import { mostEnrolledPath } from '../support/most-enrolled-path'
import { mostTakenCourse } from '../support/most-taken-course'
import { product, query, value } from '../support/product'
import { quizGradedByHand } from '../support/quiz-graded-by-hand'
import { refused } from '../support/refused'
import { expect, test } from '../support/test'

async function as(browser: Browser, role: RoleName, visit: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ storageState: sessionOf(role), baseURL: product().url })
  try {
    await visit(await context.newPage())
  } finally {
    await context.close()
  }
}

for (const role of ['analyst', 'manager', 'viewer'] as const) {
  test(`a ${role} gets neither page nor answer of what is not a ${role}’s, and each try is written down`, async ({
    browser,
  }) => {
    await as(browser, role, async (page) => {
      const before = Number(await value(`select count(*) from app.audit where outcome = 'denied'`))
      for (const path of refused[role].pages) {
        const response = await page.goto(path)
        expect(response?.status(), path).toBe(403)
        await expect(page.getByText('Your role does not allow this page')).toBeVisible()
      }
      for (const path of refused[role].answers) {
        const response = await page.request.get(path)
        expect(response.status(), path).toBe(403)
        expect(response.headers()['content-type'], path).toContain('application/problem+json')
      }
      const after = Number(await value(`select count(*) from app.audit where outcome = 'denied'`))
      expect(after - before).toBeGreaterThanOrEqual(refused[role].pages.length + refused[role].answers.length)
    })
  })
}

test('nobody gets in without signing in', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: product().url })
  const page = await context.newPage()
  for (const path of ['/overview', '/people/1', '/explorer/datacamp.user_dim', '/admin/connectors']) {
    await page.goto(path)
    await expect(page, path).toHaveURL(/\/sign-in\?callbackUrl=/)
  }
  for (const path of ['/export/learning-activity', '/export/table/datacamp.user_dim', '/api/v1/query?metrics=xp']) {
    expect((await page.request.get(path)).status(), path).toBe(401)
  }
  await context.close()
})

test('a viewer sees totals, but no number with fewer than five people behind it and no way to single people', async ({
  browser,
}) => {
  await as(browser, 'viewer', async (page) => {
    await page.goto('/learning-activity?grain=week')
    const table = page.getByRole('region', { name: 'Learning by week, team and technology' })
    await expect(table).toBeVisible()
    await expect(table.getByText('Hidden').first()).toBeVisible()
    await expect(page.getByRole('main').locator('a[href*="/people"]')).toHaveCount(0)
    const csv = await (await page.request.get('/export/learning-activity')).text()
    const learners = csv
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => /,(\d*),[tf]$|,(\d*)$/.exec(line))
    const counts = learners.map((found) => found?.[1] ?? found?.[2] ?? '').filter((text) => text !== '')
    expect(counts.length).toBeGreaterThan(0)
    for (const count of counts) expect(Number(count) === 0 || Number(count) >= 5, count).toBe(true)
  })
})

test('a manager sees the numbers and the people of the own team, and nobody else', async ({ browser }) => {
  const team = await value(`select team_id from app.user_team join app."user" on id = user_id where email = $1`, [
    accounts.manager.email,
  ])
  const name = await value('select name from datacamp.team_dim where team_id = $1', [team])
  await as(browser, 'manager', async (page) => {
    await page.goto('/learning-activity')
    const cells = page
      .getByRole('region', { name: 'Learning by week, team and technology' })
      .locator('tbody tr td:nth-child(2)')
    await expect(cells.nth(1)).toHaveText(name)
    const teams = new Set((await cells.allTextContents()).slice(1))
    expect([...teams]).toEqual([name])

    const href = await page.getByRole('link', { name: 'Export CSV' }).getAttribute('href')
    const params = new URL(href ?? '', product().url).searchParams
    const period = [params.get('from'), params.get('to')]
    const own = await value(
      `with ${activity} select count(distinct activity.person) filter (where is_sign) from activity
       join member on member.person = activity.person and member.team_id = $3 and joined <= day and day < left_on
       where day between $1 and $2`,
      [...period, team],
    )
    await page.goto('/overview')
    await expect(page.locator('#kpi-active_learners dd p').first()).toHaveText(
      new RegExp(`^${Number(own).toLocaleString('en-GB')}(?!\\d)`),
    )

    const foreign = await value(
      `select person_id from mart.person where not exists (
         select from mart.person_team member where member.person_id = person.person_id and member.team_id = $1) limit 1`,
      [team],
    )
    const response = await page.goto(`/people/${foreign}`)
    expect(response?.status()).toBe(404)
    const csv = await (await page.request.get('/export/people')).text()
    const [{ length: strangers } = []] = [
      (await query('select name from mart.person where person_id = $1', [foreign]))
        .flat()
        .filter((text) => csv.includes(`,${text},`)),
    ]
    expect(strangers).toBe(0)
  })
})

test('A-01: no byte of a page that a manager opens, its data for the browser included, names a learner of another team', async ({
  browser,
}) => {
  const team = await value(`select team_id from app.user_team join app."user" on id = user_id where email = $1`, [
    accounts.manager.email,
  ])
  const own = `(select person_id from mart.person_team where team_id = $1)`
  const strangers = (
    await query(
      `select unnest(array[name, email]) as text from mart.person
       where person_id not in ${own} and name not in (select name from mart.person where person_id in ${own})`,
      [team],
    )
  )
    .flat()
    .filter((text) => text !== null && text !== '')
    .map(String)
  expect(strangers.length).toBeGreaterThan(10)
  const [[member] = []] = await query(`select person_id from mart.person_team where team_id = $1 limit 1`, [team])
  await as(browser, 'manager', async (page) => {
    for (const path of [
      '/overview',
      '/learning-activity',
      '/learning-activity?membership=ever&team=none',
      '/learning-activity/people',
      '/learning-activity/people?membership=ever',
      '/datacamp/courses',
      await mostTakenCourse(),
      '/datacamp/assessments',
      '/datacamp/assignments?from=2020-01-01&grain=year',
      '/datacamp/certifications',
      '/skilljar/courses',
      await mostEnrolledCourse(),
      '/export/analysis/skilljar_course_learners?from=2020-01-01',
      '/skilljar/quizzes?by=student_group',
      await quizGradedByHand(),
      '/export/analysis/item_texts?from=2020-01-01',
      '/export/analysis/quiz_grading_queue?from=2020-01-01',
      '/export/analysis/quiz_feedback?from=2020-01-01',
      '/skilljar/paths?by=student_group',
      await mostEnrolledPath(),
      '/export/analysis/path_stuck?from=2020-01-01',
      '/skilljar/scorm',
      '/skilljar/commerce?from=2020-01-01&grain=year',
      '/export/commerce-buyers?from=2020-01-01',
      '/skilljar/live-training',
      await fullestLiveSession(),
      '/export/analysis/vilt_people?from=2020-01-01',
      '/skilljar/access-groups',
      await largestGroup(),
      '/export/student-group-people',
      '/export/analysis/skill_matrix',
      '/export/analysis/registrations_running_out',
      '/export/analysis/overdue_assignments?from=2020-01-01',
      '/export/analysis/assignment_matrix?from=2020-01-01',
      '/export/analysis/at_risk',
      '/people',
      '/people?membership=ever',
      '/at-risk',
      '/expiries',
      '/expiries?membership=ever&when=ahead',
      `/people/${String(member)}`,
      '/about',
      '/export/people',
      '/api/v1/query?metrics=xp&by=team,person',
    ]) {
      for (const headers of [{}, { rsc: '1' }, { rsc: '1', 'next-router-prefetch': '1' }]) {
        const bytes = await (await page.request.get(path, { headers })).text()
        expect(
          strangers.filter((text) => bytes.includes(text)),
          `${path} ${JSON.stringify(headers)}`,
        ).toEqual([])
      }
    }
  })
})

test('a disabled account is out on its next request', async ({ page }) => {
  const email = 'leaver@example.com'
  await tell({
    order: 'account',
    account: { email, name: 'Lea Verdi', role: 'analyst', password: accounts.analyst.password },
  })
  await signIn(page, email, accounts.analyst.password)
  await expect(page).toHaveURL(/\/overview/)
  await query(`update app."user" set disabled_at = now() where email = $1`, [email])
  await page.goto('/learning-activity')
  await expect(page).toHaveURL(/\/sign-in/)
  expect((await page.request.get('/api/v1/tables')).status()).toBe(401)
  await signIn(page, email, accounts.analyst.password)
  await expect(page.getByText('E-mail address and password do not fit together.')).toBeVisible()
})
