import { sessionOf } from '../support/accounts'
import { download, records, sorted } from '../support/csv'
import { mostEnrolledCourse } from '../support/most-enrolled-course'
import { query } from '../support/product'
import { expect, test } from '../support/test'

/** By hand: each student and published course once, by the first enrolment and the last completion. */
const courses = `
  with pair as (
    select published_course_id, student_id, min(enrolled_at)::date as enrolled, max(completed_at)::date as completed,
      (array_agg(channel order by enrolled_at, enrollment_id collate "C"))[1] as channel
    from skilljar.enrollment left join skilljar.student_course_progress using (student_course_progress_id) group by 1, 2
  )
  select published_course_id, (count(*) filter (where enrolled between $1 and $2))::text,
    (count(*) filter (where completed between $1 and $2))::text
  from pair join skilljar.published_course using (published_course_id)
  where $3::text is null or channel = $3
  group by 1
  having count(*) filter (where enrolled between $1 and $2) + count(*) filter (where completed between $1 and $2) > 0`

test.describe('an analyst', () => {
  test.use({ storageState: sessionOf('analyst') })

  test('narrows Skilljar’s courses to a channel, and takes away what the mirrors say of them', async ({ page }) => {
    const expectExportEquals = async (channel: string | null) => {
      const link = page.getByRole('link', { name: 'Export CSV' })
      const params = new URL((await link.getAttribute('href')) ?? '', 'http://page').searchParams
      const [heading = [], ...rows] = await records(await download(page, link))
      const places = ['published_course', 'enrolments', 'sj_course_completions'].map((name) => heading.indexOf(name))
      const found = rows
        .map((row) => places.map((place) => row[place] ?? ''))
        // Courses with hours or certificates alone are rows too.
        .filter(([course, ...counts]) => course !== '' && counts.some((count) => Number(count) > 0))
      const wanted = await query(courses, [params.get('from'), params.get('to'), channel])
      expect(wanted.length).toBeGreaterThan(5)
      expect(sorted(found)).toEqual(sorted(wanted.map((row) => row.map(String))))
    }
    await page.goto('/skilljar/courses')
    await expect(page.getByRole('region', { name: 'When people learn' }).first()).toContainText('Pacific time')
    await expectExportEquals(null)

    await page.getByRole('region', { name: 'Enrolments by channel' }).getByRole('link').first().click()
    await expect(page).toHaveURL(/channel=/)
    const channel = new URL(page.url()).searchParams.get('channel')
    await expect(page.getByRole('list', { name: 'Active filters' }).first()).toContainText('Channel')
    await expectExportEquals(channel)
    await page.goBack()
    await expect(page).not.toHaveURL(/channel=/)
  })

  test('opens a course from its row, down to its lessons and to who has not started', async ({ page }) => {
    await page.goto('/skilljar/courses')
    const row = page
      .getByRole('region', { name: 'All courses' })
      .last()
      .getByRole('row')
      .filter({ has: page.getByRole('link') })
      .nth(1)
    const title = (await row.getByRole('link').textContent()) ?? ''
    const enrolled = (await row.getByRole('cell').first().textContent()) ?? ''
    await row.getByRole('link').click()
    await expect(page).toHaveURL(/\/skilljar\/courses\/\w+\?/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title.replace(/ \([^)]*\)$/, ''))
    await expect(page.locator('#kpi-enrolments dd p').first()).toHaveText(new RegExp(`^${enrolled}(?![\\d,])`))
    await expect(page.getByRole('region', { name: 'All lessons' }).first()).toContainText('Text')

    const learners = page.getByRole('navigation', { name: 'Learners' })
    await learners.getByRole('link', { name: /^Completed/ }).click()
    await expect(page).toHaveURL(/learners=completed/)
    const csv = page.getByRole('link', { name: 'Learners: CSV' })
    const [heading = [], ...people] = await records(await download(page, csv))
    const states = people.map((person) => person[heading.indexOf('state')])
    expect(new Set(states)).toEqual(new Set(['completed']))
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: sessionOf('viewer') })

  test('sees how many are enrolled in a course, and no name or way to a person', async ({ page }) => {
    await page.goto(await mostEnrolledCourse())
    await expect(page.getByRole('region', { name: 'Learners' })).toContainText('People, not named to your role')
    await expect(page.getByRole('main').locator('a[href*="/people"]')).toHaveCount(0)
    expect((await page.request.get('/export/analysis/skilljar_course_learners')).status()).toBe(403)
  })
})
