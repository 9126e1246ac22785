/** Events of quizzes, courses, paths and SCORM modules, one by one (skilljar-oracle.ts). */
import { later, notSet, type OracleInput } from './skilljar-event'
import { byKeys, dayOf, groupsOf, plainNumber } from './skilljar-rows'
import { attemptsOf, pathEnrolmentsOf, scormAttemptsOf } from './skilljar-world'

const courseOf = (owner: { published_course_id: string | null } | undefined) =>
  owner?.published_course_id ? `course/${owner.published_course_id}` : null

export function quizEvents({ raw, world, add }: OracleInput): void {
  for (const all of attemptsOf(raw)) {
    const [first] = all
    if (!first) continue
    const { row, owner, finished_at, graded } = first
    const event = {
      day: dayOf(finished_at),
      content: `skilljar/quiz/${row.quiz_id ?? ''}`,
      ...world.place(owner?.student_id, courseOf(owner)),
    }
    add('quizzes_taken', event)
    add('quiz_attempts', event, all.length)
    if (graded) add('quizzes_graded', event)
    if (graded && row.is_passed) add('quizzes_passed_first', event)
    if (all.some((attempt) => attempt.graded)) add('quizzes_graded_ever', event)
    if (all.some((attempt) => attempt.graded && attempt.row.is_passed)) add('quizzes_passed_ever', event)
    const [correct, asked] = [plainNumber(row.correct_response_count), row.question_count ?? 0]
    if (graded && asked > 0 && correct !== null) add('quiz_score', event, correct / asked)
  }
}

export function courseEvents({ raw, world, asOf, to, windowDays, add }: OracleInput): void {
  for (const row of raw.certificate) {
    for (const owner of world.certificateOwners(row.certificate_id)) {
      const event = {
        content: `skilljar/course/${owner?.published_course_id ?? ''}`,
        channel: notSet(owner?.channel),
        ...world.place(owner?.student_id, courseOf(owner)),
      }
      const { completed_at, expires_at } = row
      if (completed_at) add('certificates_issued', { ...event, day: dayOf(completed_at) })
      if (expires_at && expires_at >= asOf && expires_at < later(asOf, windowDays))
        add('certificates_expiring', { ...event, day: to })
    }
  }
  for (const pair of groupsOf(raw.enrollment, (row) => `${row.student_id} ${row.published_course_id}`)) {
    const [first] = [...pair].sort(
      byKeys(
        (row) => row.enrolled_at,
        (row) => row.enrollment_id,
      ),
    )
    if (!first?.enrolled_at) continue
    const event = {
      day: dayOf(first.enrolled_at),
      content: `skilljar/course/${first.published_course_id}`,
      ...world.place(first.student_id, courseOf(first)),
    }
    add('enrolments', { ...event, channel: notSet(first.channel) })
    if (pair.some((row) => row.is_active === true))
      add('enrolments_active', { ...event, channel: notSet(first.channel) })
    const course = world.published(first.published_course_id)?.course_id
    const required = raw.lesson.filter(
      (row) => course && row.course_id === course && !row.is_section && !row.is_optional,
    )
    const progress = pair.map((row) => row.student_course_progress_id).filter((id) => id !== null)
    const done = raw.student_lesson_progress
      .filter((row) => row.completed_at !== null && progress.some((id) => id === row.student_course_progress_id))
      .map((row) => row.lesson_id)
    const completed = required.filter((row) => done.includes(row.lesson_id))
    if (required.length > 0) add('lessons_required', event, required.length)
    if (completed.length > 0) add('lessons_completed', event, completed.length)
  }
}

export function pathEvents({ raw, world, add }: OracleInput): void {
  const published = new Map<string, string>()
  for (const { key, path, row, moment } of pathEnrolmentsOf(raw)) {
    if (published.has(key)) continue
    const at = `path/${row.published_path_id}`
    published.set(key, at)
    add('path_enrolments', { day: dayOf(moment), content: `skilljar/path/${path}`, ...world.place(row.student_id, at) })
  }
  const completed = raw.student_path_progress.flatMap((row) =>
    row.completed_at === null ? [] : [{ ...row, completed_at: row.completed_at }],
  )
  for (const group of groupsOf(completed, (row) => `${row.student_id} ${row.path_id}`)) {
    const last = group.sort(byKeys((row) => row.completed_at)).at(-1)
    if (!last) continue
    const at = published.get(`${last.student_id} ${last.path_id}`)
    add('path_completions', {
      day: dayOf(last.completed_at),
      content: `skilljar/path/${last.path_id}`,
      ...world.place(last.student_id, at),
    })
  }
}

export function scormEvents({ raw, world, add }: OracleInput): void {
  for (const group of groupsOf(scormAttemptsOf(raw), ({ unit }) => unit)) {
    const [first, last] = [group[0], group.at(-1)]
    if (!first || !last) continue
    const { owner } = last
    const event = {
      day: dayOf(last.at),
      content: `skilljar/scorm/${last.row.scorm_resource_id ?? ''}`,
      ...world.place(owner?.student_id, courseOf(owner)),
    }
    add('scorm_modules', event)
    for (const [{ row }, which] of [
      [last, ''],
      [first, '_first'],
    ] as const) {
      const status = (row.status ?? '').trim().toLowerCase()
      if (status === 'passed') add(`scorm_passed${which}`, event)
      if (['passed', 'completed'].includes(status)) add(`scorm_completed${which}`, event)
      const [achieved, lowest, highest] = [
        plainNumber(row.score_raw),
        plainNumber(row.score_min),
        plainNumber(row.score_max),
      ]
      if (achieved === null || lowest === null || highest === null || highest <= lowest) continue
      add(`scorm_score${which}`, event, (achieved - lowest) / (highest - lowest))
    }
  }
}
