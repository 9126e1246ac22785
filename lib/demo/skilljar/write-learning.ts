/** Writes a learner's enrollments, progress and session hours once they are played to their end. */
import { SECONDS_PER_DAY, timestamp, type Instant } from '../calendar'
import type { Random } from '../random'
import type { EnrollmentState, LearnerState, PathState, ProgressState } from './learner-state'
import { stamped, timestampOrNull, type Making } from './making'
import type { Row } from './source-tables'

/** Skilljar's own documentation knows two ways of writing the same; its customers see both. */
function successStatus(passed: boolean | null, chance: Random): string | null {
  if (passed === null) return null
  return passed
    ? chance.weighted([
        ['PASSED', 70],
        ['Passed', 26],
        ['passed', 4],
      ] as const)
    : chance.pick(['FAILED', 'FAILED', 'Failed'])
}

/** A number as text; a few rows hold what no number is, as they do in real exports. */
function seconds(value: number, chance: Random): string {
  return chance.weighted([
    [`${value}`, 985],
    [`${value}.5`, 6],
    ['12.5', 1],
    [` ${value}`, 2],
    ['', 4],
    ['N/A', 2],
  ])
}

function credits(value: string | null, chance: Random): string | null {
  return value === null
    ? null
    : chance.weighted([
        [value, 970],
        ['', 20],
        [value.replace('.', ','), 10],
      ] as const)
}

export class LearningWriter {
  readonly #making: Making
  readonly #studentId: string
  readonly #chance: Random
  readonly #leftAt: Instant | null

  constructor(making: Making, studentId: string, chance: Random, leftAt: Instant | null) {
    this.#making = making
    this.#studentId = studentId
    this.#chance = chance
    this.#leftAt = leftAt
  }

  write({ enrollments, paths }: LearnerState): void {
    for (const enrollment of enrollments) {
      const certificateId = enrollment.progress === null ? null : this.#certificate(enrollment, enrollment.progress)
      // A deleted enrollment leaves its progress behind.
      if (enrollment.progress === null || !this.#chance.chance(0.003)) this.#enrollment(enrollment, certificateId)
      if (enrollment.progress !== null) this.#progress(enrollment, enrollment.progress)
    }
    for (const path of paths) this.#path(path, enrollments)
  }

  /** When the enrollment stopped giving access; null: it still does. */
  #endOf({ expiresAt, refundedAt, enrolledAt }: EnrollmentState): Instant | null {
    const ends = [expiresAt, refundedAt, this.#leftAt].filter((end) => end !== null)
    const end = Math.min(...ends)
    return end <= this.#making.now ? Math.max(end, enrolledAt) : null
  }

  #enrollment(enrollment: EnrollmentState, certificateId: string | null): void {
    const { writer, now } = this.#making
    const { enrolledAt, expiresAt, publication, purchaseId, progress, channel } = enrollment
    const endedAt = this.#endOf(enrollment)
    const row = {
      ...stamped(
        enrolledAt,
        endedAt,
        progress?.openedAt ?? null,
        certificateId === null ? null : (progress?.completedAt ?? null),
      ),
      enrollment_id: enrollment.id,
      enrolled_at: timestamp(enrolledAt),
      expires_at: timestampOrNull(expiresAt),
      is_active: endedAt === null,
      certificate_id: certificateId,
      published_course_id: publication.id,
      purchase_id: purchaseId,
      student_id: this.#studentId,
      student_course_progress_id: progress?.id ?? null,
      channel,
    }
    writer.add('enrollment', row)
    // An import enrolled people who had enrolled before: two enrollments with one progress.
    const again = enrolledAt + this.#chance.integer(3, 60) * SECONDS_PER_DAY
    if (again > now || !this.#chance.chance(0.03)) return
    const second = {
      enrollment_id: writer.id('enrollment'),
      enrolled_at: timestamp(again),
      purchase_id: null,
      channel: 'import',
    }
    writer.add('enrollment', {
      ...row,
      ...second,
      ...stamped(again, endedAt, certificateId === null ? null : (progress?.completedAt ?? null)),
    })
  }

  #certificate({ course, publication }: EnrollmentState, { completedAt }: ProgressState): string | null {
    if (!course.issuesCertificate || completedAt === null) return null
    const { writer } = this.#making
    const id = writer.id('certificate')
    const code = this.#chance.alphanumerics(12)
    writer.add('certificate', {
      ...stamped(completedAt),
      certificate_id: id,
      code,
      completed_at: timestamp(completedAt),
      expires_at: timestampOrNull(course.validDays === null ? null : completedAt + course.validDays * SECONDS_PER_DAY),
      url: `https://${publication.domain.host}/c/${code}`,
    })
    return id
  }

  #progress(enrollment: EnrollmentState, progress: ProgressState): void {
    const { writer } = this.#making
    const { course } = enrollment
    const { openedAt, completedAt, changedAt } = progress
    writer.add('student_course_progress', {
      ...stamped(openedAt, changedAt),
      student_course_progress_id: progress.id,
      latest_activity_at: timestamp(progress.latestActivityAt),
      completed_at: timestampOrNull(completedAt),
      score: progress.score,
      score_max: progress.scoreMax,
      credits_earned: completedAt === null ? null : credits(course.credits, this.#chance),
      success_status: successStatus(progress.passed, this.#chance),
    })
    for (const [lesson, state] of progress.lessons) {
      writer.add('student_lesson_progress', {
        ...stamped(state.createdAt, state.changedAt),
        student_lesson_progress_id: state.id,
        view_count: state.views,
        score_max: state.scoreMax,
        success_status: successStatus(state.passed, this.#chance),
        lesson_id: lesson.id,
        last_viewed_at: timestamp(state.lastViewedAt),
        student_course_progress_id: progress.id,
        completed_at: timestampOrNull(state.completedAt),
        score: state.score,
      })
    }
    for (const [state, hours] of progress.sessions) {
      for (const [hour, spent] of hours) {
        writer.add('student_lesson_session_time_hourly', {
          student_lesson_session_time_hourly_id: writer.id('student_lesson_session_time_hourly'),
          hour_starts_at: timestamp(hour),
          session_time_seconds: seconds(spent, this.#chance),
          course_id: course.id,
          domain_id: enrollment.publication.domain.id,
          enrollment_id: enrollment.id,
          published_course_id: enrollment.publication.id,
          student_id: this.#studentId,
          student_course_progress_id: progress.id,
          student_lesson_progress_id: state.id,
        })
      }
    }
  }

  #path(
    { path, enrolledAt, purchaseId, expiresAt }: LearnerState['paths'][number],
    enrollments: readonly EnrollmentState[],
  ): void {
    const { writer, now } = this.#making
    const [id, progressId] = [writer.id('published_path_enrollment'), writer.id('student_path_progress')]
    const reached = path.items.map(({ id: itemId, course }) => {
      const tries = enrollments.filter((enrollment) => enrollment.course === course && enrollment.progress !== null)
      return { itemId, progress: (tries.find(({ progress }) => progress?.completedAt) ?? tries[0])?.progress ?? null }
    })
    const ends = reached.map(({ progress }) => progress?.completedAt ?? null)
    const completedAt = ends.includes(null) ? null : Math.max(enrolledAt, ...ends.map(Number))
    const ended = [expiresAt, this.#leftAt].filter((end) => end !== null && end <= now).map(Number)
    writer.add('student_path_progress', {
      ...stamped(enrolledAt, completedAt),
      student_path_progress_id: progressId,
      student_id: this.#studentId,
      path_id: path.id,
      completed_at: timestampOrNull(completedAt),
    })
    const enrolled = {
      ...stamped(enrolledAt, ...ended),
      published_path_enrollment_id: id,
      student_id: this.#studentId,
      published_path_id: path.publishedId,
      student_path_progress_id: progressId,
      purchase_id: purchaseId,
      expires_at: expiresAt === null ? this.#chance.pick([null, null, '']) : timestamp(expiresAt),
      enrolled_at: this.#chance.chance(0.9) ? timestamp(enrolledAt) : `${timestamp(enrolledAt).replace(' ', 'T')}Z`,
      is_active: ended.length === 0,
    }
    writer.add('published_path_enrollment', enrolled)
    this.#enrolAgain(enrolled, { path, enrolledAt, expiresAt })
    for (const { itemId, progress } of reached) {
      if (progress === null && this.#chance.chance(0.5)) continue
      writer.add('student_path_item_progress', {
        ...stamped(
          progress === null ? enrolledAt : Math.max(enrolledAt, progress.openedAt),
          progress?.completedAt ?? null,
        ),
        student_path_item_progress_id: writer.id('student_path_item_progress'),
        student_path_progress_id: progressId,
        student_course_progress_id: progress?.id ?? null,
        path_item_id: itemId,
      })
    }
  }

  /** Some enrol in the same path again, there or on another site, and go on where they were. */
  #enrolAgain(
    enrolled: Row<'published_path_enrollment'>,
    { path, enrolledAt, expiresAt }: Pick<PathState, 'path' | 'enrolledAt' | 'expiresAt'>,
  ): void {
    const { writer, now } = this.#making
    const chance = this.#making.chance('path again', this.#studentId, path.id)
    const again = enrolledAt + chance.integer(10, 200) * SECONDS_PER_DAY
    if (again > now || !chance.chance(path.alsoPublishedId === null ? 0.04 : 0.15)) return
    const lasts = expiresAt === null ? null : expiresAt + again - enrolledAt
    const ends = [lasts, this.#leftAt].filter((end) => end !== null && end <= now).map(Number)
    writer.add('published_path_enrollment', {
      ...enrolled,
      ...stamped(again, ...ends),
      published_path_enrollment_id: writer.id('published_path_enrollment'),
      published_path_id: path.alsoPublishedId ?? path.publishedId,
      purchase_id: null,
      enrolled_at: timestamp(again),
      ...(lasts !== null && { expires_at: timestamp(lasts) }),
      is_active: ends.length === 0,
    })
  }
}
