/** Events of quizzes and SCORM modules, one by one (skilljar-oracle.ts). */
import { later, type OracleInput } from './skilljar-event'
import { dayOf, groupsOf, plainNumber } from './skilljar-rows'
import { attemptsOf, scormAttemptsOf } from './skilljar-world'

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
    const passedAt = all.findIndex((attempt) => attempt.graded && attempt.row.is_passed)
    if (passedAt >= 0) add('quiz_attempts_to_pass', event, passedAt + 1)
  }
}

/** Every attempt as it was sat, finished or not. */
export function sittingEvents({ raw, world, asOf, add }: OracleInput): void {
  const waiting = new Set(
    attemptsOf(raw)
      .flat()
      .filter((attempt) => attempt.waits)
      .map(({ row }) => row.quiz_response_id),
  )
  for (const row of raw.quiz_response) {
    const { started_at, finished_at, created_at, quiz_response_id } = row
    const began = started_at ?? finished_at ?? created_at
    if (!began) continue
    const limit = Math.max(raw.quiz.find(({ quiz_id }) => quiz_id === row.quiz_id)?.time_limit_seconds ?? 0, 0)
    const needed =
      started_at && finished_at ? (Date.parse(`${finished_at}Z`) - Date.parse(`${started_at}Z`)) / 1000 : -1
    const isLeft = started_at && !finished_at && later(started_at, limit / 86_400) <= asOf
    for (const owner of world.ownersOf(row.student_lesson_progress_id)) {
      const event = {
        day: dayOf(began),
        content: `skilljar/quiz/${row.quiz_id ?? ''}`,
        ...world.place(owner?.student_id, courseOf(owner)),
      }
      add('quiz_attempts_begun', event)
      if (!finished_at) add('quiz_attempts_unfinished', event)
      if (waiting.has(quiz_response_id)) add('quiz_attempts_waiting', event)
      if (needed >= 0) for (const name of ['quiz_time', 'quiz_time_q1', 'quiz_time_q3']) add(name, event, needed)
      if (needed >= 0) add('quiz_attempts_measured', event)
      if (limit === 0 || (needed < 0 && !isLeft)) continue
      add('quiz_attempts_timed', event)
      if (isLeft || needed >= limit) add('quiz_time_outs', event)
      if (isLeft) add('quiz_time_outs_left', event)
    }
  }
}

const statusOf = (status: string | null) =>
  (status ?? '')
    .trim()
    .toLowerCase()
    .replace(/[ _-]+/g, '_')

export function scormEvents({ raw, world, add }: OracleInput): void {
  const resources = new Map(raw.scorm_resource.map((row) => [row.scorm_resource_id, row]))
  for (const group of groupsOf(scormAttemptsOf(raw), ({ unit }) => unit)) {
    const [first, last] = [group[0], group.at(-1)]
    if (!first || !last) continue
    const { owner } = last
    const event = {
      day: dayOf(last.at),
      content: `skilljar/scorm/${last.row.scorm_resource_id ?? ''}`,
      scorm_status: statusOf(last.row.status) || 'Not set',
      web_package: resources.get(last.row.scorm_resource_id ?? '')?.web_package_id ?? null,
      ...world.place(owner?.student_id, courseOf(owner)),
    }
    add('scorm_modules', event)
    add('scorm_attempts', event, group.length)
    const seconds = group.map(({ row }) => row.total_time ?? 0).filter((time) => time > 0)
    if (seconds.length > 0) {
      const all = seconds.reduce((sum, time) => sum + time, 0)
      add('scorm_timed', event)
      add('scorm_hours', event, all / 3600)
      for (const name of ['q1', 'median', 'q3']) add(`scorm_seconds_${name}`, event, all)
    }
    for (const [{ row }, which] of [
      [last, ''],
      [first, '_first'],
    ] as const) {
      const status = statusOf(row.status)
      if (status === 'passed') add(`scorm_passed${which}`, event)
      if (['passed', 'completed'].includes(status)) add(`scorm_completed${which}`, event)
      const [achieved, lowest, highest] = [
        plainNumber(row.score_raw),
        plainNumber(row.score_min),
        plainNumber(row.score_max),
      ]
      if (achieved === null || lowest === null || highest === null || highest <= lowest) continue
      if (which === '') add('scorm_scored', event)
      add(`scorm_score${which}`, event, (achieved - lowest) / (highest - lowest))
    }
  }
}
