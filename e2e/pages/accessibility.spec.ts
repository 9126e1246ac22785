import type { BrowserContext } from '@playwright/test'
import { expectAccessible, expectContrastInDark } from '../support/accessible'
import { sessionOf } from '../support/accounts'
import { fullestLiveSession } from '../support/fullest-live-session'
import { largestGroup } from '../support/largest-group'
import { largestTeam } from '../support/largest-team'
import { mostEnrolledCourse } from '../support/most-enrolled-course'
import { mostEnrolledPath } from '../support/most-enrolled-path'
import { mostEnrolledTrack } from '../support/most-enrolled-track'
import { mostTakenCourse } from '../support/most-taken-course'
import { product, value } from '../support/product'
import { quizGradedByHand } from '../support/quiz-graded-by-hand'
import { expect, test } from '../support/test'

const places: Readonly<Record<string, () => Promise<string> | string>> = {
  'the Overview': () => '/overview',
  'the Overview with its charts as tables': () =>
    '/overview?tables=technologies,teams,people,platforms,regularity,mix,days,team-movers,technology-movers,retention,quiet',
  'Learning activity': () => '/learning-activity',
  'the people behind the numbers': () => '/learning-activity/people',
  People: () => '/people',
  'one person': async () => `/people/${await value('select min(person_id) from mart.person')}`,
  Courses: () => '/datacamp/courses',
  'one course': mostTakenCourse,
  Assessments: () => '/datacamp/assessments',
  Assignments: () => '/datacamp/assignments',
  Certifications: () => '/datacamp/certifications',
  Tracks: () => '/datacamp/tracks',
  'one version of a track': mostEnrolledTrack,
  'Practice & projects': () => '/datacamp/practice-projects',
  Workspaces: () => '/datacamp/workspaces',
  'Skilljar courses': () => '/skilljar/courses',
  'one Skilljar course': mostEnrolledCourse,
  Quizzes: () => '/skilljar/quizzes',
  'one quiz': quizGradedByHand,
  Paths: () => '/skilljar/paths',
  'one path': mostEnrolledPath,
  SCORM: () => '/skilljar/scorm',
  Commerce: () => '/skilljar/commerce',
  'Commerce with its charts as tables': () =>
    '/skilljar/commerce?tables=revenue,offer-types,processors,offers,promo-codes,funnel,bulk,credits',
  'Live training': () => '/skilljar/live-training',
  'one live session': fullestLiveSession,
  'Access & groups': () => '/skilljar/access-groups',
  'one student group': largestGroup,
  Teams: () => '/teams',
  'one team': largestTeam,
  'At risk': () => '/at-risk',
  'the expiry calendar': () => '/expiries',
  'the list of tables': () => '/explorer',
  'one table': () => '/explorer/datacamp.course_fact?filter=time_spent:gte:60',
  'the groups of a table': () => '/explorer/datacamp.course_fact?group=date_id:month,course_id&measures=count,sum:xp',
  'the dictionary': () => '/dictionary?search=quiz',
  'one table of the dictionary': () => '/dictionary/datacamp.course_fact',
  'an entity diagram': () => '/dictionary/diagram/skilljar?find=quiz',
  'the exports': () => '/exports?of=%2Fexport%2Ftable%2Fdatacamp.course_fact',
  'the catalogue of metrics': () => '/catalogue',
  'one metric': () => '/catalogue/course_completion_rate',
  'the page for SQL': () => '/sql?query=sample',
  'the quality of the data': () => '/quality',
  'one finding': () => '/quality/deleted-content.course_fact',
  'the saved views': () => '/views',
  'the deliveries': () => '/deliveries',
  'the form of an alert': () => '/deliveries/new?kind=alert',
  'a link to stop mails that does not work': () => '/unsubscribe/nothing',
  'the connectors': () => '/admin/connectors',
  'the settings': () => '/admin/settings',
  'the list of accounts': () => '/admin/users',
  'the form for somebody new': () => '/admin/users/new',
  'one account': async () =>
    `/admin/users/${await value(`select id::text from app."user" where role = 'manager' limit 1`)}`,
  'the API tokens': () => '/admin/tokens',
  'the audit log': () => '/admin/audit',
  'one entry of the audit log': async () =>
    `/admin/audit/${await value(`select max(id) from app.audit where action = 'session.create'`)}`,
  'a link that does not work': () => '/choose-password',
  'the form of the credentials': () => '/admin/connectors/datacamp',
  'the list of refreshes': () => '/admin/refreshes',
  'one refresh': async () => `/admin/refreshes/${await value('select max(id) from app.refresh_run')}`,
  'the quarantine': () => '/admin/quarantine',
  'a malformed address': () => '/overview?from=2026-13-01',
  'a page that does not exist': () => '/nowhere',
}

test.use({ storageState: sessionOf('admin') })

for (const [place, path] of Object.entries(places)) {
  test(`everybody can use ${place} (WCAG 2.2 A and AA, both themes)`, async ({ page, context }) => {
    await inLight(context)
    await page.goto(await path())
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
    await expect(page.getByRole('heading').first()).toBeVisible()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await expectAccessible(page)
    await expectContrastInDark(page)
  })
}

test('everybody can sign in (WCAG 2.2 A and AA, both themes)', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: product().url, storageState: { cookies: [], origins: [] } })
  await inLight(context)
  const page = await context.newPage()
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await expectAccessible(page)
  await expectContrastInDark(page)
  await context.close()
})

const inLight = (context: BrowserContext) =>
  context.addCookies([{ name: 'skillscope-theme', value: 'light', url: product().url }])
