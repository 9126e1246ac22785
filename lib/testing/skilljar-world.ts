/** Who stands behind Skilljar's rows, where they belong, and what counts as one attempt: in plain loops (skilljar-oracle.ts). */
import { byKeys, groupsOf, type Raw, type RawTables } from './skilljar-rows'

type Enrolment = Raw<'enrollment'>

/** Rows by their key; asking for a key that is missing is asking for nothing. */
function keyed<Row>(rows: readonly Row[], key: (row: Row) => string) {
  const found = new Map(rows.map((row) => [key(row), row]))
  return (id: string | null | undefined): Row | undefined => (typeof id === 'string' ? found.get(id) : undefined)
}

/** Of each key every student's first enrolment, in the order given; nobody's is one undefined owner. */
function owners(rows: readonly Enrolment[], key: (row: Enrolment) => string | null) {
  const found = Map.groupBy(rows, key)
  return (id: string | null | undefined): readonly (Enrolment | undefined)[] => {
    const own = typeof id === 'string' ? (found.get(id) ?? []) : []
    const first = own.filter((row, index) => own.findIndex((other) => other.student_id === row.student_id) === index)
    return first.length > 0 ? first : [undefined]
  }
}

/** In no group at all is a group of its own. */
const some = (values: Iterable<string | null>): (string | null)[] => {
  const list = [...new Set(values)]
  return list.length > 0 ? list : [null]
}

export type World = ReturnType<typeof skilljarWorld>

/** Whose rows, and where they belong. */
export function skilljarWorld(raw: RawTables) {
  const studentOf = keyed(raw.student, (row) => row.student_id)
  const seen = new Set(
    [...raw.enrollment, ...raw.student_lesson_session_time_hourly].map((row) => row.student_id ?? ''),
  )
  const personOf = (student: string | null): string | null => {
    const known = studentOf(student ?? '')
    if (!known && !seen.has(student ?? '')) return null
    return known?.email?.trim().toLowerCase() || `SKILLJAR:${student ?? ''}`
  }
  const enrolments = [...raw.enrollment].sort(
    byKeys(
      (row) => row.enrolled_at,
      (row) => row.enrollment_id,
    ),
  )
  const progressOwners = owners(enrolments, (row) => row.student_course_progress_id)
  const certificateOwners = owners(enrolments, (row) => row.certificate_id)
  const lessonProgress = keyed(raw.student_lesson_progress, (row) => row.student_lesson_progress_id)
  const ownersOf = (id: string | null) => progressOwners(lessonProgress(id)?.student_course_progress_id)
  const lesson = keyed(raw.lesson, (row) => row.lesson_id)
  const published = keyed(raw.published_course, (row) => row.published_course_id)
  const publishedPath = keyed(raw.published_path, (row) => row.published_path_id)
  const session = keyed(raw.vilt_session, (row) => row.vilt_session_id)
  const soldOn = new Set([...raw.domain_access_code_pool, ...raw.offer].map((row) => row.domain_id))

  const domains = (kind: string, id: string) => {
    if (kind === 'course') return [published(id)?.domain_id ?? null]
    if (kind === 'path') return [publishedPath(id)?.domain_id ?? null]
    if (kind === 'domain') return [soldOn.has(id) ? id : null]
    const course = lesson(session(id)?.lesson_id)?.course_id
    return some(raw.published_course.filter((row) => course && row.course_id === course).map((row) => row.domain_id))
  }
  const tagged = [
    ...raw.published_course_tag.map((row) => ({ of: `course/${row.published_course_id}`, tag: row.tag_id })),
    ...raw.published_path_tags.map((row) => ({ of: `path/${row.published_path_id}`, tag: row.tag_id })),
    ...raw.vilt_session_tag.map((row) => ({ of: `session/${row.vilt_session_id}`, tag: row.tag_id })),
  ]
  const groups = Map.groupBy(raw.student_group_membership, (row) => personOf(row.student_id))

  /** `at` is "course/…", "path/…", "session/…", "domain/…" or null; things are nobody's. */
  const placeOf = (person: string | null, at: string | null | undefined) => {
    const [kind = '', id = ''] = at?.split('/') ?? []
    return {
      person,
      domain: at ? domains(kind, id) : [null],
      tag: some(tagged.filter(({ of }) => of === at).map(({ tag }) => tag)),
      student_group: some(person === null ? [] : (groups.get(person) ?? []).map((row) => row.student_group_id)),
    }
  }
  const place = (student: string | null | undefined, at: string | null | undefined) =>
    placeOf(personOf(student ?? null), at)
  const placeOfThing = (at: string | null | undefined) => placeOf(null, at)
  return { personOf, certificateOwners, ownersOf, lessonProgress, published, place, placeOfThing }
}

/** Finished attempts of each student and quiz, in their order. */
export function attemptsOf(raw: RawTables) {
  const world = skilljarWorld(raw)
  const byHand = new Set(
    raw.quiz_question.filter((row) => row.requires_manual_grading).map((row) => row.quiz_question_id),
  )
  const quizzesByHand = new Set(
    raw.quiz_question.filter((row) => row.requires_manual_grading).map((row) => row.quiz_id),
  )
  const answers = Map.groupBy(raw.quiz_question_response, (row) => row.quiz_response_id)
  const finished = raw.quiz_response.flatMap((row) => {
    const { finished_at } = row
    if (finished_at === null) return []
    const progress = world.lessonProgress(row.student_lesson_progress_id)?.student_course_progress_id
    const unknown = `unknown ${progress ?? row.student_lesson_progress_id ?? row.quiz_response_id}`
    const waits =
      row.graded_at === null &&
      ((row.quiz_id !== null && quizzesByHand.has(row.quiz_id)) ||
        (answers.get(row.quiz_response_id) ?? []).some(
          (answer) => answer.quiz_question_id !== null && byHand.has(answer.quiz_question_id),
        ))
    return world.ownersOf(row.student_lesson_progress_id).map((owner) => ({
      row,
      finished_at,
      owner,
      learner: owner?.student_id ? `student ${owner.student_id}` : unknown,
      graded: row.is_passed !== null && !waits,
      waits,
      answers: answers.get(row.quiz_response_id) ?? [],
    }))
  })
  return groupsOf(finished, ({ row, learner }) => `${row.quiz_id} ${learner}`).map((group) =>
    group.sort(
      byKeys(
        ({ row }) => row.started_at,
        ({ row }) => row.finished_at,
        ({ row }) => row.quiz_response_id,
      ),
    ),
  )
}

/** A time that was written as text, in UTC; null: it is none. */
export function writtenTime(written: string | null): string | null {
  const text = (written ?? '').trim().replace(' ', 'T')
  const zoned = /T.*(Z|[-+]\d\d(:\d\d)?)$/.test(text) ? text.replace(/([-+]\d\d)$/, '$1:00') : `${text}Z`
  const time = /^\d{4}-\d\d-\d\d/.test(text) && !text.startsWith('2025-02-30') ? Date.parse(zoned) : NaN
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

/** Every path enrolment, whatever its times are; `key` is the student and the path. */
export function placedPathEnrolments(raw: RawTables) {
  const paths = new Map(raw.published_path.map((row) => [row.published_path_id, row.path_id]))
  const progress = new Map(
    raw.student_path_progress.map((row) => [`${row.student_path_progress_id} ${row.student_id}`, row.path_id]),
  )
  return raw.published_path_enrollment.map((row) => {
    const path =
      paths.get(row.published_path_id ?? '') ??
      (row.student_id === null ? null : progress.get(`${row.student_path_progress_id} ${row.student_id}`)) ??
      ''
    return { row, path, key: `${row.student_id} ${path}` }
  })
}

/** Those whose time is one, from the first. */
export function pathEnrolmentsOf(raw: RawTables) {
  return placedPathEnrolments(raw)
    .flatMap((placed) => {
      const moment = writtenTime(placed.row.enrolled_at)
      return moment === null ? [] : [{ ...placed, moment }]
    })
    .sort(
      byKeys(
        (entry) => entry.moment,
        (entry) => entry.row.published_path_enrollment_id,
      ),
    )
}

/** SCORM attempts from the first, with what they are attempts of. */
export function scormAttemptsOf(raw: RawTables) {
  const world = skilljarWorld(raw)
  return raw.student_sco_progress
    .flatMap((row) =>
      world.ownersOf(row.student_lesson_progress_id).map((owner) => ({
        row,
        owner,
        at: row.attempted_at ?? row.created_at ?? '',
        unit: `${row.student_lesson_progress_id ?? `alone ${row.student_sco_progress_id}`} ${row.scorm_resource_id} ${owner?.student_id}`,
      })),
    )
    .sort(
      byKeys(
        (entry) => entry.at,
        (entry) => entry.row.student_sco_progress_id,
      ),
    )
}
