/** Events of Skilljar's paths, one by one (skilljar-oracle.ts). */
import { later, type OracleInput } from './skilljar-event'
import { byKeys, dayOf, groupsOf, type RawTables } from './skilljar-rows'
import { pathEnrolmentsOf, placedPathEnrolments, writtenTime } from './skilljar-world'

const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** Items of each path that each student completed, as "student path item", where the progress is the student's own. */
export function completedItems(raw: RawTables): ReadonlySet<string> {
  const paths = new Map(raw.student_path_progress.map((row) => [row.student_path_progress_id, row]))
  const listed = new Set(raw.path_item.map((row) => `${row.path_id} ${row.path_item_id}`))
  const done = new Set(
    raw.student_course_progress.filter((row) => row.completed_at).map((row) => row.student_course_progress_id),
  )
  const own = new Set(raw.enrollment.map((row) => `${row.student_course_progress_id} ${row.student_id}`))
  return new Set(
    raw.student_path_item_progress.flatMap((item) => {
      const path = paths.get(item.student_path_progress_id ?? '')
      const progress = item.student_course_progress_id
      if (!path || progress === null || !done.has(progress) || !own.has(`${progress} ${path.student_id}`)) return []
      if (!listed.has(`${path.path_id} ${item.path_item_id}`)) return []
      return [`${path.student_id} ${path.path_id} ${item.path_item_id}`]
    }),
  )
}

/** By student and path, when access ends for good; absent: there is none, or nobody knows. */
function accessOf(raw: RawTables, asOf: string) {
  return new Map(
    groupsOf(placedPathEnrolments(raw), ({ key }) => key).map((own) => {
      const open = own
        .filter(({ row }) => row.is_active === true)
        .map(({ row }) => writtenTime(row.expires_at))
        .filter((end) => end === null || end >= asOf)
      const ends = open.every((end) => end !== null) ? open.toSorted().at(-1) : undefined
      return [own[0]?.key, { isOpen: open.length > 0, ends: ends ?? null }] as const
    }),
  )
}

export function pathEvents({ raw, world, asOf, to, windowDays, add }: OracleInput): void {
  const completions = new Map(
    groupsOf(
      raw.student_path_progress.filter((row) => row.completed_at !== null),
      (row) => `${row.student_id} ${row.path_id}`,
    ).map((own) => [`${own[0]?.student_id} ${own[0]?.path_id}`, own.map((row) => `${row.completed_at}Z`).toSorted()]),
  )
  const access = accessOf(raw, `${asOf}.000Z`)
  const itemsDone = completedItems(raw)
  const published = new Map<string, string>()
  for (const { key, path, row, moment } of pathEnrolmentsOf(raw)) {
    if (published.has(key)) continue
    const at = `path/${row.published_path_id}`
    published.set(key, at)
    const event = { day: dayOf(moment), content: `skilljar/path/${path}`, ...world.place(row.student_id, at) }
    const [completed] = completions.get(key) ?? []
    add('path_enrolments', event)
    add('path_learners', event)
    if (access.get(key)?.isOpen) add('path_enrolments_active', event)
    if (completed) add('path_enrolments_completed', event)
    if (moment.slice(0, 19) <= later(asOf, -windowDays)) {
      add('path_enrolments_mature', event)
      if (completed && days(moment, completed) <= windowDays) add('path_enrolments_completed_in_time', event)
    }
    if (completed && days(moment, completed) >= 0) {
      add('path_enrolments_timed', event)
      add('path_time_to_complete', event, days(moment, completed))
    }
    const items = raw.path_item.filter((item) => item.path_id === path)
    if (items.length > 0) {
      const done = items.filter((item) => itemsDone.has(`${row.student_id} ${path} ${item.path_item_id}`))
      add('path_enrolments_described', event)
      for (const name of ['q1', 'median', 'q3']) add(`path_progress_${name}`, event, done.length / items.length)
    }
    const ends = access.get(key)?.ends
    if (!ends || completed) continue
    const left = days(`${asOf}Z`, ends)
    if (left >= 90) continue
    const ending = { ...event, day: to }
    add('path_access_ending', ending)
    add(`path_access_ending_${left < 30 ? 30 : left < 60 ? 60 : 90}`, ending)
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
