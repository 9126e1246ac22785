/** Which courses stall: enough people had the time to complete them, and half of these did not. */

/** Starts old enough, below which a course is not judged. */
export const leastStarts = 5
const LEAST_SHARE = 0.5

interface CourseRow {
  readonly course_stalled_share: number | null
  readonly course_stalled_share_numerator: number | null
  readonly course_stalled_share_denominator: number | null
}

/** Those with the most open first; of as many, the larger share. What is hidden from the reader is not judged. */
export function stalledCourses<R extends CourseRow>(rows: readonly R[]): R[] {
  return rows
    .filter(
      ({ course_stalled_share: share, course_stalled_share_denominator: oldEnough }) =>
        share !== null && oldEnough !== null && share >= LEAST_SHARE && oldEnough >= leastStarts,
    )
    .sort(
      (one, other) =>
        (other.course_stalled_share_numerator ?? 0) - (one.course_stalled_share_numerator ?? 0) ||
        (other.course_stalled_share ?? 0) - (one.course_stalled_share ?? 0),
    )
}
