import { activity } from '../support/activity.sql'
import { sessionOf } from '../support/accounts'
import { query, value } from '../support/product'
import { expect, test } from '../support/test'

test.use({ storageState: sessionOf('analyst') })

/** Completions by hand: the day of the newest completion of each person and course. */
const completions = {
  datacamp: `select count(*) from (
      select max(completed_at)::date as day from datacamp.course_fact where course_id <> -1 group by user_id, course_id
    ) pair where day between $1 and $2`,
  skilljar: `select count(*) from (
      select max(p.completed_at)::date as day
      from skilljar.enrollment e join skilljar.student_course_progress p on p.student_course_progress_id = e.student_course_progress_id
      group by e.student_id, e.published_course_id
    ) pair where day between $1 and $2`,
}

test('every figure of the Overview equals plain SQL over the mirrors', async ({ page }) => {
  const yesterday = await value(`select ((now() at time zone 'UTC')::date - 1)::text`)
  const from = await value('select ($1::date - 30)::text', [yesterday])
  await page.goto(`/overview?from=${from}&to=${yesterday}`)
  const [[learners, hours, xp] = []] = await query(
    `with ${activity} select count(distinct person) filter (where is_sign), round(sum(seconds) / 3600, 1), sum(xp)
     from activity where day between $1 and $2`,
    [from, yesterday],
  )
  const shown = (text: string | null | undefined, digits = 0) =>
    Number(text).toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  const figure = (metric: string) => page.locator(`#kpi-${metric} dd p`).first()
  const starting = (text: string) => new RegExp(`^${text.replace('.', '\\.')}(?![\\d,.])`)
  await expect(figure('active_learners')).toHaveText(starting(shown(learners)))
  await expect(figure('learning_hours')).toHaveText(starting(shown(hours, 1)))
  await expect(figure('xp')).toHaveText(starting(shown(xp)))
  await expect(figure('course_completions')).toHaveText(
    starting(shown(await value(completions.datacamp, [from, yesterday]))),
  )
  await expect(figure('sj_course_completions')).toHaveText(
    starting(shown(await value(completions.skilljar, [from, yesterday]))),
  )
})
