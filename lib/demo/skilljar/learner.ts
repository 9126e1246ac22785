/** Plays one learner's months on Skilljar: assigned and chosen courses, lesson by lesson, hour by hour. */
import { activeDays } from '../active-days'
import { dayAt, SECONDS_PER_DAY, type Day, type Instant } from '../calendar'
import type { Person } from '../people'
import type { Random } from '../random'
import type { Course, Lesson } from './courses'
import { Enroller, type World } from './enroller'
import type { EnrollmentState, LearnerState, LessonState, ProgressState } from './learner-state'
import { takePart } from './live-sessions'
import { at, HOUR, MINUTE, type Making } from './making'
import { takeQuiz } from './quiz-attempt'
import { takeScorm } from './scorm-attempt'

/** Skilljar is used less often than DataCamp: on this share of a person's days. */
const SHARE_OF_DAYS = 0.19

export class Learner {
  readonly #making: Making
  readonly #world: World
  readonly #chance: Random
  readonly #enroller: Enroller
  readonly #ability: number
  /** Nobody learns after leaving. */
  readonly #until: Instant

  constructor(making: Making, world: World, person: Person) {
    this.#making = making
    this.#world = world
    this.#chance = making.chance('learner', person.index)
    this.#enroller = new Enroller(making, world, person)
    this.#ability = this.#chance.normal(0.6, 1)
    this.#until = person.leavesOn === null ? making.now : Math.min(making.now, at(person.leavesOn, 0))
  }

  play(person: Person, seed: number): LearnerState {
    this.#enroller.assign()
    const { first, last } = this.#making.days
    const own = activeDays(person, this.#making.days, seed, 'skilljar')
    const chosen = new Set(own.filter((day) => day === last || this.#chance.chance(SHARE_OF_DAYS)))
    for (let day = first; day <= last; day++) {
      const isReminded = this.#enroller.reminders.has(day) && at(day, 0) < this.#until
      if (isReminded || chosen.has(day)) this.#learn(day, isReminded)
    }
    return this.#enroller.state
  }

  /** A reminder makes people take an hour for what was assigned to them. */
  #learn(day: Day, isReminded: boolean): void {
    const chance = this.#chance
    const hour = chance.weighted([
      [7, 3],
      [8, 8],
      [9, 14],
      [10, 14],
      [11, 10],
      [12, 8],
      [13, 10],
      [14, 11],
      [15, 10],
      [16, 7],
      [19, 4],
      [20, 2],
    ] as const)
    let moment = at(day, hour, chance.integer(0, 59)) + chance.integer(0, 59)
    const end = moment + Math.round(Math.min(150, Math.max(4, chance.lognormal(isReminded ? 55 : 26, 0.6))) * MINUTE)
    for (let round = 0; round < 3 && moment < end; round++) {
      const enrollment = this.#choose(moment, isReminded)
      if (enrollment === null && isReminded) break
      moment = enrollment === null ? this.#revisit(moment, end) : this.#work(enrollment, moment, end)
    }
  }

  #choose(moment: Instant, isReminded: boolean): EnrollmentState | null {
    const open = this.#enroller.open(moment).filter((enrollment) => this.#next(enrollment, moment) !== null)
    if (isReminded) return open.find(({ isAssigned }) => isAssigned) ?? null
    if (open.length > 0 && !this.#chance.chance(0.06)) {
      const begun = open.find(({ progress }) => progress !== null)
      return begun !== undefined && this.#chance.chance(0.7) ? begun : this.#chance.pick(open)
    }
    return this.#chance.chance(0.75) ? this.#enroller.chooseCourse(moment) : null
  }

  #next({ agenda, progress }: EnrollmentState, moment: Instant): Lesson | null {
    const isOpen = (lesson: Lesson) => {
      const state = progress?.lessons.get(lesson)
      return state === undefined || (state.completedAt === null && state.waitsUntil <= moment)
    }
    return agenda.find(isOpen) ?? null
  }

  /** Looks something up in a course that is done; that is learning time without any progress. */
  #revisit(moment: Instant, end: Instant): Instant {
    const done = this.#enroller.state.enrollments.filter(
      ({ progress }) => progress !== null && progress.completedAt !== null && progress.completedAt < moment,
    )
    if (done.length === 0) return end
    const { progress } = this.#chance.pick(done)
    if (progress === null) return end
    const state = this.#chance.pick([...progress.lessons.values()].filter(({ createdAt }) => createdAt < moment))
    this.#spend(progress, state, moment, Math.min(end - moment, this.#chance.integer(2, 12) * MINUTE))
    return end
  }

  #work(enrollment: EnrollmentState, start: Instant, end: Instant): Instant {
    let moment = start
    const progress = (enrollment.progress ??= this.#openCourse(moment))
    for (
      let lesson = this.#next(enrollment, moment);
      lesson !== null && moment < end;
      lesson = this.#next(enrollment, moment)
    ) {
      const state = this.#openLesson(progress, lesson, moment)
      moment = this.#doLesson(progress, state, moment, end)
      this.#complete(enrollment.course, progress)
      const done = [...progress.lessons.values()].filter(({ completedAt }) => completedAt !== null).length
      if (done >= enrollment.dropsAfter) {
        enrollment.isGivenUp = true
        break
      }
    }
    return moment
  }

  #openCourse(moment: Instant): ProgressState {
    const id = this.#making.writer.id('student_course_progress')
    return {
      ...{ id, openedAt: moment, lessons: new Map(), sessions: new Map() },
      ...{ latestActivityAt: moment, completedAt: null, passed: null, score: null, scoreMax: null, changedAt: moment },
    }
  }

  #openLesson(progress: ProgressState, lesson: Lesson, moment: Instant): LessonState {
    const known = progress.lessons.get(lesson)
    if (known !== undefined) return known
    const state: LessonState = {
      ...{ id: this.#making.writer.id('student_lesson_progress'), lesson, createdAt: moment },
      neededSeconds: Math.round(Math.max(40, this.#chance.lognormal(lesson.minutes * 26, 0.45))),
      ...{ spentSeconds: 0, views: 0, lastViewedAt: moment, completedAt: null, changedAt: moment, attempts: 0 },
      ...{ score: null, scoreMax: null, passed: null, waitsUntil: 0 },
    }
    progress.lessons.set(lesson, state)
    return state
  }

  #doLesson(progress: ProgressState, state: LessonState, moment: Instant, end: Instant): Instant {
    const { lesson } = state
    if (lesson.type === 'VILT') return this.#goLive(progress, state, moment)
    if (lesson.quiz !== null) return this.#quiz(progress, state, moment)
    const seconds = Math.min(state.neededSeconds - state.spentSeconds, Math.max(30, end - moment))
    const finishedAt = moment + seconds
    this.#spend(progress, state, moment, seconds)
    const isDone = state.spentSeconds >= state.neededSeconds
    if (lesson.package?.isScorm && (isDone || this.#chance.chance(0.4))) {
      const attempt = {
        lessonProgressId: state.id,
        startedAt: moment,
        finishedAt,
        ability: this.#ability,
        isLast: isDone,
      }
      takeScorm(this.#making, lesson.package, attempt, this.#chance)
    }
    if (isDone) {
      state.completedAt = finishedAt
      if (lesson.type === 'IE_EXAM')
        Object.assign(state, { passed: true, score: this.#chance.integer(60, 98), scoreMax: 100 })
    }
    return finishedAt
  }

  #goLive(progress: ProgressState, state: LessonState, moment: Instant): Instant {
    this.#spend(progress, state, moment, this.#chance.integer(60, 240))
    const sessions = this.#world.sessions.get(state.lesson.id) ?? []
    const part = takePart(
      this.#making,
      sessions,
      { lessonProgressId: state.id, from: moment, until: this.#until },
      this.#chance,
    )
    state.waitsUntil = part.isMissed ? moment + 30 * SECONDS_PER_DAY : Infinity
    if (part.completedAt !== null) {
      state.completedAt = part.completedAt
      state.changedAt = Math.max(state.changedAt, part.completedAt)
    }
    return moment + 5 * MINUTE
  }

  #quiz(progress: ProgressState, state: LessonState, moment: Instant): Instant {
    const { quiz } = state.lesson
    if (quiz === null) return moment
    const attempt = { lessonProgressId: state.id, startedAt: moment, ability: this.#ability + 0.5 * state.attempts }
    const result = takeQuiz(this.#making, quiz, attempt, this.#chance)
    this.#spend(progress, state, moment, result.finishedAt - moment)
    state.attempts++
    if (result.passed === null || result.decidedAt === null) {
      state.waitsUntil = quiz.isGradedByHand ? Infinity : moment + HOUR
      return result.finishedAt
    }
    Object.assign(state, { score: result.correct, scoreMax: result.questions, passed: result.passed })
    state.changedAt = Math.max(state.changedAt, result.decidedAt)
    const isLastAttempt = quiz.maxAttempts !== null && state.attempts >= quiz.maxAttempts
    if (result.passed) state.completedAt = result.decidedAt
    else state.waitsUntil = isLastAttempt ? Infinity : Math.max(result.decidedAt, moment + HOUR)
    if (result.passed || isLastAttempt) {
      Object.assign(progress, { passed: result.passed, score: result.correct, scoreMax: result.questions })
      progress.changedAt = Math.max(progress.changedAt, result.decidedAt)
    }
    return result.finishedAt
  }

  #spend(progress: ProgressState, state: LessonState, from: Instant, seconds: number): void {
    state.views++
    state.spentSeconds += seconds
    const hours = progress.sessions.get(state) ?? new Map<Instant, number>()
    progress.sessions.set(state, hours)
    const until = Math.min(from + seconds, this.#making.now)
    for (let moment = from; moment < until;) {
      const hour = Math.floor(moment / HOUR) * HOUR
      const next = Math.min(until, hour + HOUR)
      hours.set(hour, Math.min(HOUR, (hours.get(hour) ?? 0) + next - moment))
      moment = next
    }
    state.lastViewedAt = until
    state.changedAt = Math.max(state.changedAt, until)
    progress.latestActivityAt = Math.max(progress.latestActivityAt, until)
    progress.changedAt = Math.max(progress.changedAt, until)
  }

  #complete(course: Course, progress: ProgressState): void {
    if (progress.completedAt !== null) return
    const required = course.lessons.filter(({ isSection, isOptional }) => !isSection && !isOptional)
    const ends = required.map((lesson) => progress.lessons.get(lesson)?.completedAt ?? null)
    if (ends.includes(null)) return
    progress.completedAt = Math.max(...ends.map(Number))
    progress.changedAt = Math.max(progress.changedAt, progress.completedAt)
    this.#enroller.renew(course, progress.completedAt, dayAt(this.#until))
  }
}
