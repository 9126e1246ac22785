/**
 * What buyers did with what they bought, for tests: none, one or three enrolments of a purchase, with starts, completions and
 * certificates at some of them, and some of it in an order that cannot be; and what an oracle makes of it.
 */
import type pg from 'pg'
import { addDays } from '@/lib/filters/days'
import type { Period } from '@/lib/filters/filters'
import { insertMirrorRows, publishBoth, type MirrorRow } from './mirrors'
import { plainNumber, rawSkilljar, type RawTables } from './skilljar-rows'
import { skilljarWorld } from './skilljar-world'

/** After fillSkilljar; answers with the rows as they are then. */
export async function buyersLearn(pool: pg.Pool, { purchase }: RawTables): Promise<RawTables> {
  const tables: Record<string, MirrorRow[]> = {}
  const add = (table: string, row: MirrorRow) => (tables[table] ??= []).push(row)
  for (const [index, { purchase_id: bought, student_id: student, purchased_at: at }] of purchase.entries()) {
    if (at === null || index % 4 === 0) continue
    const after = (days: number) => `${addDays(at.slice(0, 10), days)} 10:00:00`
    for (let count = 0; count < (index % 5 === 0 ? 3 : 1); count++) {
      const id = `bought${index}-${count}`
      const hasCertificate = (index + count) % 3 === 0
      add('enrollment', {
        enrollment_id: id,
        student_id: student,
        published_course_id: `pc${(index + count) % 5}`,
        purchase_id: bought,
        student_course_progress_id: index % 7 === 0 ? null : id,
        enrolled_at: index % 11 === 0 ? after(-1) : after(count + 1).replace('10:00', '10:25'),
        certificate_id: hasCertificate ? id : null,
      })
      if (hasCertificate) add('certificate', { certificate_id: id, completed_at: index % 2 ? after(12 + count) : null })
      if (index % 7 === 0) continue
      if (index % 3 !== 0)
        add('student_lesson_progress', {
          student_lesson_progress_id: id,
          student_course_progress_id: id,
          created_at: after(4 + count),
        })
      if (index % 3 === 1)
        for (const hours of ['60', 'N/A'])
          add('student_lesson_session_time_hourly', {
            student_lesson_session_time_hourly_id: `${id}-${hours}`,
            student_id: count === 2 ? 's0' : student,
            student_course_progress_id: id,
            published_course_id: `pc${(index + count) % 5}`,
            session_time_seconds: hours,
            hour_starts_at: after(hours === '60' ? (index % 2 ? 3 : count + 1) : 2),
          })
      add('student_course_progress', {
        student_course_progress_id: id,
        completed_at: index % 2 ? after(count === 1 ? 2 : 9) : null,
      })
    }
  }
  for (const [name, rows] of Object.entries(tables)) await insertMirrorRows(pool, `skilljar.${name}`, rows)
  await publishBoth(pool)
  return rawSkilljar(pool)
}

export type Purchase = RawTables['purchase'][number]

/** Purchases of a period that came about, by plain loops: the first moment of each stage, and the furthest stage reached. */
export function boughtIn(raw: RawTables, { from, to }: Period, isWanted: (row: Purchase) => boolean = () => true) {
  const world = skilljarWorld(raw)
  return raw.purchase
    .filter(({ state }) => ['SUCCESS', 'REFUNDED'].includes((state ?? '').trim().toUpperCase()))
    .filter(({ purchased_at: at }) => at !== null && from <= at.slice(0, 10) && at.slice(0, 10) <= to)
    .filter(isWanted)
    .map((row) => {
      const isMine = (one: { student_id: string | null }) => (one.student_id ?? '') === (row.student_id ?? '')
      const ofPurchase = (one: { purchase_id: string | null }) => one.purchase_id === row.purchase_id
      const courses = raw.enrollment.filter(isMine).filter(ofPurchase)
      const paths = raw.published_path_enrollment.filter(isMine).filter(ofPurchase)
      const taken = courses.map(({ student_course_progress_id: progress, certificate_id: certificate }) => {
        const ofCourse = (one: { student_course_progress_id: string | null }) =>
          progress !== null && one.student_course_progress_id === progress
        const sessions = raw.student_lesson_session_time_hourly
          .filter(isMine)
          .filter(ofCourse)
          .filter((one) => plainNumber(one.session_time_seconds) !== null)
        const lessons = raw.student_lesson_progress.filter(ofCourse)
        return {
          started: first(sessions.map((one) => one.hour_starts_at)) ?? first(lessons.map((one) => one.created_at)),
          completed: raw.student_course_progress.find(ofCourse)?.completed_at,
          certified: raw.certificate.find((one) => certificate !== null && one.certificate_id === certificate)
            ?.completed_at,
        }
      })
      const moments = [
        row.purchased_at ?? undefined,
        first([...courses.map((one) => one.enrolled_at), ...paths.map((one) => timeIn(one.enrolled_at))]),
        first(taken.map(({ started }) => started)),
        first(taken.map(({ completed }) => completed)),
        first(taken.map(({ certified }) => certified)),
      ]
      return {
        segment: row.refunded_at !== null || row.state?.trim().toUpperCase() === 'REFUNDED' ? 'refunded' : 'kept',
        moments,
        // An enrolment without a time is one.
        furthest: Math.max(
          moments.findLastIndex((moment) => moment !== undefined),
          courses.length + paths.length > 0 ? 1 : 0,
        ),
        person: world.place(row.student_id, null).person,
        enrolments: courses.length,
      }
    })
}

const first = (times: readonly (string | null | undefined)[]): string | undefined =>
  times.flatMap((time) => time ?? []).toSorted()[0]

/** Path enrolments write their times as text, of several shapes; null: no time. */
function timeIn(text: string | null): string | null {
  const given = /^\s*(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d))?Z?\s*$/.exec(text ?? '')
  return given ? `${given[1]}T${given[2] ?? '00:00:00'}` : null
}

/** Of sessions only the hour is known: one in the hour of the enrolment began with it. */
export function daysBetween(from: string | undefined, to: string | undefined, isHour: boolean): number | null {
  if (from === undefined || to === undefined) return null
  if (to < from) return isHour && to >= `${from.slice(0, 13)}:00:00` ? 0 : null
  return (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / 86_400_000
}
