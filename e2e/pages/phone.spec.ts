import { sessionOf } from '../support/accounts'
import { press } from '../support/alive'
import { tell } from '../support/control'
import { fullestLiveSession } from '../support/fullest-live-session'
import { largestGroup } from '../support/largest-group'
import { largestTeam } from '../support/largest-team'
import { mostEnrolledCourse } from '../support/most-enrolled-course'
import { mostEnrolledPath } from '../support/most-enrolled-path'
import { mostEnrolledTrack } from '../support/most-enrolled-track'
import { mostTakenCourse } from '../support/most-taken-course'
import { value } from '../support/product'
import { quizGradedByHand } from '../support/quiz-graded-by-hand'
import { expectState, refresh } from '../support/refresh'
import { expect, test } from '../support/test'

const WIDTH = 390

test.use({ storageState: sessionOf('admin'), viewport: { width: WIDTH, height: 844 } })
test.afterEach(() => tell({ order: 'restore' }))

test('on a phone no page scrolls sideways, not even while a refresh is held', async ({ page }) => {
  test.setTimeout(180_000)
  await tell({ order: 'row', table: 'course_fact', firstField: 'no number' })
  await expectState(await refresh(page), /published|unchanged/)
  await tell({ order: 'shorten', table: 'course_fact', share: 0.5 })
  const run = await refresh(page)
  await expectState(run, 'held')

  for (const address of [
    '/overview',
    '/views',
    '/deliveries',
    '/deliveries/new',
    '/learning-activity',
    '/datacamp/courses',
    await mostTakenCourse(),
    '/datacamp/assessments',
    '/datacamp/assignments',
    '/datacamp/certifications',
    '/datacamp/tracks',
    await mostEnrolledTrack(),
    '/datacamp/practice-projects',
    '/datacamp/workspaces',
    '/skilljar/courses',
    await mostEnrolledCourse(),
    '/skilljar/quizzes',
    await quizGradedByHand(),
    '/skilljar/paths',
    await mostEnrolledPath(),
    '/skilljar/scorm',
    '/skilljar/commerce',
    '/skilljar/live-training',
    await fullestLiveSession(),
    '/skilljar/access-groups',
    await largestGroup(),
    '/people',
    `/people/${await value('select min(person_id) from mart.person')}`,
    '/teams',
    await largestTeam(),
    '/at-risk',
    '/expiries',
    '/explorer/datacamp.course_fact',
    '/explorer/datacamp.course_fact?group=course_id&measures=count,sum:xp',
    '/dictionary?search=visibility',
    '/dictionary/skilljar.student_lesson_session_time_hourly',
    '/dictionary/diagram/skilljar',
    '/dictionary/print/skilljar',
    '/exports?of=%2Fexport%2Ftable%2Fdatacamp.course_fact',
    '/catalogue',
    '/catalogue/course_completion_rate',
    '/sql?query=sample',
    '/quality',
    '/quality/deleted-content.course_fact',
    '/admin/connectors',
    '/admin/connectors/skilljar',
    '/admin/refreshes',
    `/admin/refreshes/${run}`,
    '/admin/quarantine',
    '/admin/quarantine?connector=datacamp&table=course_fact&reason=not_an_integer',
    '/admin/settings',
    '/admin/users',
    '/admin/users/new',
    `/admin/users/${await value(`select id::text from app."user" where role = 'manager' limit 1`)}`,
    '/admin/tokens',
    '/admin/audit',
    `/admin/audit/${await value('select max(id) from app.audit')}`,
    '/choose-password',
  ]) {
    await page.goto(address)
    await expect(page.getByRole('heading').first()).toBeVisible()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect.soft(width, `the width of ${address}`).toBeLessThanOrEqual(WIDTH)
  }

  await tell({ order: 'restore' })
  await expectState(await refresh(page), /published|unchanged/)
})

test('on a phone the menu and the filters open over the page, and lead on', async ({ page }) => {
  await page.goto('/overview')
  const filters = page.getByRole('dialog', { name: 'Filters' })
  await press(page.getByRole('button', { name: /^Filters/ }), filters)
  await filters.getByRole('button', { name: 'Close filters' }).click()
  await expect(filters).toHaveCount(0)
  const menu = page.getByRole('dialog', { name: 'Skillscope' })
  await press(page.getByRole('button', { name: 'Open menu' }), menu)
  await expect(page.locator('body'), 'the page behind does not scroll').toHaveCSS('overflow', 'hidden')
  await menu.getByRole('link', { name: 'Quarantine' }).click()
  await expect(page).toHaveURL(/\/admin\/quarantine$/)
  await expect(menu).toHaveCount(0)
})
