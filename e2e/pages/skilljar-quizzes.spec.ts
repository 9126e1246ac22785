import { sessionOf } from '../support/accounts'
import { download, records, sorted } from '../support/csv'
import { query, value } from '../support/product'
import { quizGradedByHand } from '../support/quiz-graded-by-hand'
import { expect, test } from '../support/test'

/** By hand: each student and quiz once, by the first finished attempt; of one course where $3 names it. */
const quizzes = `
  with attempt as (
    select a.quiz_id, a.finished_at, p.course_id,
      row_number() over (partition by a.quiz_id, o.student_id, coalesce(o.student_id, l.student_course_progress_id, a.student_lesson_progress_id, a.quiz_response_id)
        order by a.started_at, a.finished_at, a.quiz_response_id collate "C") as place
    from skilljar.quiz_response a
    left join skilljar.student_lesson_progress l using (student_lesson_progress_id)
    left join (select distinct on (student_course_progress_id, student_id) student_course_progress_id, student_id, published_course_id
      from skilljar.enrollment where student_course_progress_id is not null
      order by 1, 2, enrolled_at, enrollment_id collate "C") o on o.student_course_progress_id = l.student_course_progress_id
    left join skilljar.published_course p on p.published_course_id = o.published_course_id
    where a.finished_at is not null
  )
  select 'skilljar/quiz/' || coalesce(quiz_id, ''), count(*)::text from attempt
  where place = 1 and finished_at::date between $1 and $2 and ($3::text is null or course_id = $3) group by 1`

test.describe('an analyst', () => {
  test.use({ storageState: sessionOf('analyst') })

  test('narrows Quizzes to a course, takes away what the mirrors say, and comes back', async ({ page }) => {
    const expectExportEquals = async (course: string | null) => {
      const link = page.getByRole('link', { name: 'Export CSV' })
      const params = new URL((await link.getAttribute('href')) ?? '', 'http://page').searchParams
      const [heading = [], ...rows] = await records(await download(page, link))
      const places = ['content', 'quizzes_taken'].map((name) => heading.indexOf(name))
      // Quizzes that were begun and never finished are rows too.
      const found = rows.map((row) => places.map((place) => row[place] ?? '')).filter(([, taken]) => taken !== '0')
      const wanted = await query(quizzes, [params.get('from'), params.get('to'), course])
      expect(wanted.length).toBeGreaterThan(0)
      expect(sorted(found)).toEqual(sorted(wanted.map((row) => row.map(String))))
    }
    await page.goto('/skilljar/quizzes?from=2020-01-01&grain=year')
    await expectExportEquals(null)
    const chart = page.getByRole('region', { name: 'Passed, by course' }).getByRole('img')
    await chart.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/course=/)
    await expect(page.getByRole('list', { name: 'Active filters' }).first()).toContainText('Skilljar course')
    await expectExportEquals(new URL(page.url()).searchParams.get('course'))
    await page.goBack()
    await expect(page).not.toHaveURL(/course=/)

    await page.getByRole('navigation', { name: 'Divide by' }).getByRole('link', { name: 'Student group' }).click()
    await expect(page).toHaveURL(/by=student_group/)
    await expect(page.getByRole('region', { name: 'Passed, by student group' })).toBeVisible()
  })

  test('opens a quiz from its row, and from a question its answers with what was typed', async ({ page }) => {
    await page.goto('/skilljar/quizzes?from=2020-01-01&grain=year')
    const quiz = await quizGradedByHand()
    const row = page.getByRole('row').filter({ has: page.locator(`a[href^="${quiz}?"]`) })
    const taken = (await row.getByRole('cell').first().textContent()) ?? ''
    await row.getByRole('link').click()
    await expect(page.locator('#kpi-quizzes_taken dd p').first()).toHaveText(new RegExp(`^${taken}(?![\\d,])`))

    const questions = page.getByRole('region', { name: 'Questions', exact: true }).first()
    const free = questions.getByRole('row').filter({ hasText: 'Free text' }).first()
    await free.getByRole('link').click()
    await expect(page).toHaveURL(/question=/)
    const answers = page.getByRole('region', { name: /^Answers to question/ })
    await expect(answers).toContainText('Free text')
    await expect(answers.getByRole('region', { name: 'Answers typed' }).locator('tbody tr').first()).toBeVisible()
    await expect(page.getByRole('region', { name: 'Waiting for a grader' })).toContainText('graded by hand')
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: sessionOf('viewer') })

  test('sees how a quiz does, and not a word of what people or graders wrote', async ({ page }) => {
    const typed = await query(
      `select distinct trim(coalesce(response_text, grader_feedback)) from skilljar.quiz_question_response
       where length(coalesce(response_text, grader_feedback)) > 12`,
    )
    expect(typed.length).toBeGreaterThan(3)
    const quiz = await quizGradedByHand()
    const question = await value(
      `select quiz_question_id from skilljar.quiz_question where requires_manual_grading and quiz_id = $1 limit 1`,
      [quiz.split('/').at(-1)],
    )
    await page.goto(`${quiz}?from=2020-01-01&grain=year&question=${question}`)
    await expect(page.getByRole('region', { name: /^Answers to question/ })).toContainText('not shown to your role')
    await expect(page.getByRole('region', { name: 'Waiting for a grader' })).toContainText('not shown to your role')
    await expect(page.getByRole('main').locator('a[href*="/people"]')).toHaveCount(0)
    const shown = (await page.content()).replaceAll('&#x27;', "'")
    expect(typed.map(String).filter((text) => shown.includes(text))).toEqual([])
  })
})
