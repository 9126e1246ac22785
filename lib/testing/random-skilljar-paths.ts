/**
 * Students who enrol in a path again, on the same domain or another, and sometimes complete it twice: beside
 * random-skilljar.ts, where completions soon after the enrolment and access that ends soon after the data are rare.
 */
import { addDays } from '@/lib/filters/days'
import type { MirrorRow } from './mirrors'
import { mirrorsDays, mirrorsFrom, type Random } from './random-mirrors'
import { many, pick } from './random-rows'

const STUDENTS = 24

/** pp0 and pp3 are the same path on two domains. */
const publications = (index: number) => (index % 3 === 0 ? ['pp0', 'pp3'] : [`pp${index % 3}`, `pp${index % 3}`])

export function renewedPaths(chance: Random): Record<string, MirrorRow[]> {
  const plans = Array.from({ length: STUDENTS }, (_, index) => {
    const first = chance.below(60)
    return { index, first, again: first + 3 + chance.below(20), isCompleted: index % 2 === 0 }
  })
  const day = (number: number) => addDays(mirrorsFrom, number)
  const twice = plans.flatMap((plan) => [0, 1].map((round) => ({ ...plan, round, id: `${plan.index}-${round}` })))
  const end = (number: number) => pick(chance, [`${day(number)} 08:00:00`, ` ${day(number)}T08:00:00Z`])
  return {
    published_path_enrollment: twice.map(({ id, index, round, first, again }) => ({
      published_path_enrollment_id: `renewed${id}`,
      student_id: `s${index}`,
      published_path_id: publications(index)[round] ?? null,
      student_path_progress_id: `renewed${id}`,
      enrolled_at: `${day(round === 0 ? first : again)} 10:00:00`,
      expires_at: index % 5 === 0 && round === 1 ? null : end(mirrorsDays - 40 + chance.below(130)),
      is_active: round === 1 || chance.chance(0.5),
    })),
    student_path_progress: twice.map(({ id, index, round, first, again, isCompleted }) => ({
      student_path_progress_id: `renewed${id}`,
      student_id: `s${index}`,
      path_id: `P${index % 3}`,
      completed_at: isCompleted ? `${day((round === 0 ? first : again) + 1 + chance.below(40))} 16:00:00` : null,
    })),
    // The second round goes on with the courses of the first.
    student_path_item_progress: twice.flatMap(({ id, index }) =>
      many(3, (item) => ({
        student_path_item_progress_id: `renewed${id}-${item}`,
        student_path_progress_id: `renewed${id}`,
        student_course_progress_id: `renewed${index}-${item}`,
        path_item_id: `pi${(index % 3) + 3 * item}`,
      })),
    ),
    student_course_progress: plans.flatMap(({ index, isCompleted }) =>
      many(3, (item) => ({
        student_course_progress_id: `renewed${index}-${item}`,
        completed_at: isCompleted || chance.chance(0.4) ? `${day(20 + chance.below(60))} 12:00:00` : null,
        latest_activity_at: `${day(40 + chance.below(70))} 12:00:00`,
      })),
    ),
    enrollment: plans.flatMap(({ index, first }) =>
      many(3, (item) => ({
        enrollment_id: `renewed${index}-${item}`,
        student_id: `s${index}`,
        published_course_id: `pc${item}`,
        student_course_progress_id: `renewed${index}-${item}`,
        enrolled_at: `${day(first)} 10:00:00`,
        is_active: true,
      })),
    ),
  }
}
