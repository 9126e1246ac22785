/** Events of enrolments, what came of them, and certificates, one by one (skilljar-oracle.ts). */
import { later, notSet, type OracleInput } from './skilljar-event'
import { byKeys, dayOf, groupsOf, plainNumber, type Raw } from './skilljar-rows'

type Enrolment = Raw<'enrollment'>
type Owner = { student_id: string | null; published_course_id: string | null } | undefined

const courseOf = (owner: Owner) => (owner?.published_course_id ? `course/${owner.published_course_id}` : null)
const pairOf = (row: Owner) => `${row?.student_id} ${row?.published_course_id}`
const inOrder = (rows: readonly Enrolment[]) =>
  [...rows].sort(
    byKeys(
      (row) => row.enrolled_at,
      (row) => row.enrollment_id,
    ),
  )

export function courseEvents(input: OracleInput): void {
  const pairs = groupsOf(input.raw.enrollment, pairOf).map(inOrder)
  const channels = new Map(pairs.map(([first]) => [pairOf(first), first?.channel]))
  /** Of a student's row in a published course: where it belongs, and how the first enrolment was made. */
  const placed = (owner: Owner) => ({
    content: `skilljar/course/${owner?.published_course_id ?? ''}`,
    channel: notSet(channels.get(pairOf(owner))),
    ...input.world.place(owner?.student_id, courseOf(owner)),
  })
  certificates(input)
  for (const pair of pairs) {
    const [first] = pair
    const event = placed(first)
    access(input, pair, event)
    const moments = momentsOf(input, pair)
    if (moments.started) input.add('sj_course_starts', { ...event, day: dayOf(moments.started) })
    if (moments.completed) input.add('sj_course_completions', { ...event, day: dayOf(moments.completed) })
    if (first?.enrolled_at) enrolments(input, pair, { ...event, day: dayOf(first.enrolled_at) }, moments)
  }
  for (const row of input.raw.student_lesson_session_time_hourly) {
    const seconds = plainNumber(row.session_time_seconds) ?? 0
    if (row.hour_starts_at && seconds > 0)
      input.add('lesson_hours', { ...placed(row), day: dayOf(row.hour_starts_at) }, seconds / 3_600)
  }
  for (const progress of input.raw.student_course_progress) {
    const own = inOrder(input.raw.enrollment).filter(
      (row) => row.student_course_progress_id === progress.student_course_progress_id,
    )
    const owners = own.filter((row, at) => own.findIndex((other) => other.student_id === row.student_id) === at)
    for (const owner of owners) results(input, progress, placed(owner))
  }
}

type Event = Parameters<OracleInput['add']>[1]

function certificates({ raw, world, asOf, to, windowDays, add }: OracleInput): void {
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
}

/** The latest end among what is active; one without an end lasts for ever. */
function access({ asOf, to, windowDays, add }: OracleInput, pair: readonly Enrolment[], event: Omit<Event, 'day'>) {
  const ends = pair.filter((row) => row.is_active === true).map((row) => row.expires_at)
  const last = ends.includes(null)
    ? undefined
    : ends
        .filter((end) => end !== null)
        .toSorted()
        .at(-1)
  if (last !== undefined && last >= asOf && last < later(asOf, windowDays))
    add('access_expiring', { ...event, day: to })
}

interface Moments {
  readonly started: string | undefined
  readonly completed: string | undefined
}

/** The first session hour whose time is a number, else the first lesson progress; the last completion. */
function momentsOf({ raw }: OracleInput, pair: readonly Enrolment[]): Moments {
  const [{ student_id: student, published_course_id: course } = {}] = pair
  const ids = pair.map((row) => row.student_course_progress_id).filter((id) => id !== null)
  const has = (id: string | null) => id !== null && ids.includes(id)
  const sorted = (moments: (string | null)[]) => moments.filter((moment) => moment !== null).toSorted()
  const sessions = raw.student_lesson_session_time_hourly.filter(
    (row) =>
      student !== null &&
      course !== null &&
      row.student_id === student &&
      row.published_course_id === course &&
      plainNumber(row.session_time_seconds) !== null,
  )
  const lessons = raw.student_lesson_progress.filter((row) => has(row.student_course_progress_id))
  const done = raw.student_course_progress.filter((row) => has(row.student_course_progress_id))
  return {
    started: sorted(sessions.map((row) => row.hour_starts_at))[0] ?? sorted(lessons.map((row) => row.created_at))[0],
    completed: sorted(done.map((row) => row.completed_at)).at(-1),
  }
}

function enrolments(input: OracleInput, pair: readonly Enrolment[], event: Event, { started, completed }: Moments) {
  const { raw, world, add } = input
  add('enrolments', event)
  if (pair.some((row) => row.is_active === true)) add('enrolments_active', event)
  const state = completed ? 'completed' : started ? 'in_progress' : 'not_started'
  add(`enrolments_${state}`, event)
  const course = world.published(pair[0]?.published_course_id)?.course_id
  const required = raw.lesson.filter((row) => course && row.course_id === course && !row.is_section && !row.is_optional)
  const progress = pair.map((row) => row.student_course_progress_id).filter((id) => id !== null)
  const done = raw.student_lesson_progress
    .filter((row) => row.completed_at !== null && progress.some((id) => id === row.student_course_progress_id))
    .map((row) => row.lesson_id)
  const lessons = required.filter((row) => done.includes(row.lesson_id))
  if (required.length > 0) add('lessons_required', event, required.length)
  if (lessons.length > 0) add('lessons_completed', event, lessons.length)
}

function results({ add }: OracleInput, progress: Raw<'student_course_progress'>, place: Omit<Event, 'day'>): void {
  const moment = progress.completed_at ?? progress.latest_activity_at
  if (!moment) return
  const event = { ...place, day: dayOf(moment) }
  const status = (progress.success_status ?? '').trim().toLowerCase()
  if (status === 'passed' || status === 'failed') {
    add('sj_course_results', event)
    add(status === 'passed' ? 'sj_courses_passed' : 'sj_courses_failed', event)
  }
  const [score, most] = [progress.score, progress.score_max]
  if (score !== null && most !== null && most > 0) {
    add('sj_courses_scored', event)
    add('sj_course_score', event, score / most)
  }
  const credits = plainNumber(progress.credits_earned) ?? 0
  if (credits > 0) add('sj_credits_earned', event, credits)
}
