/** Enrols one learner: what the company assigns, what the learner chooses, and what has to be renewed. */
import { dayAt, SECONDS_PER_DAY, weekday, type Day, type Instant } from '../calendar'
import type { Person } from '../people'
import type { Random } from '../random'
import type { AccessCode } from './codes'
import type { Course } from './courses'
import type { Site } from './domains'
import type { EnrollmentState, LearnerState } from './learner-state'
import type { Sessions } from './live-sessions'
import { at, type Making } from './making'
import type { Path } from './programmes'
import type { Buyer, Currency, Till } from './shop'

export interface World {
  readonly site: Site
  readonly courses: readonly Course[]
  readonly paths: readonly Path[]
  readonly sessions: Sessions
  readonly till: Till
  readonly accessCodes: readonly AccessCode[]
}

/** What the business units care about. */
const favourites: Readonly<Record<string, readonly string[]>> = {
  Technology: ['Data', 'Productivity'],
  Finance: ['Data', 'Compliance'],
  Commercial: ['Customer', 'Product'],
  Operations: ['Safety', 'Product'],
  Corporate: ['Communication', 'Leadership'],
}

/** Courses of the campus are open for a while; what the law asks for is to be done again every year. */
const accessDays: Readonly<Record<string, number>> = { campus: 270, compliance: 365 }

export class Enroller {
  readonly state: LearnerState
  /** Days on which the learner follows a reminder. */
  readonly reminders = new Set<Day>()
  readonly #making: Making
  readonly #world: World
  readonly #person: Person
  readonly #chance: Random
  readonly #buyer: Buyer
  readonly #weights: readonly (readonly [Course, number])[]

  constructor(making: Making, world: World, person: Person) {
    this.#making = making
    this.#world = world
    this.#person = person
    this.#chance = making.chance('enrollments', person.index)
    const currency = this.#chance.weighted<Currency>([
      ['EUR', 60],
      ['USD', 25],
      ['GBP', 15],
    ])
    this.#buyer = { studentId: person.studentId, currency }
    this.state = { studentId: person.studentId, enrollments: [], paths: [] }
    const liked = favourites[person.memberships[0]?.team.businessUnit ?? ''] ?? []
    this.#weights = world.courses
      .filter(({ plan }) => plan.title !== 'Environmental Responsibility')
      .map((course) => {
        const likes = course.plan.tags.some((tag) => liked.includes(tag)) ? 4 : 1
        return [course, likes * (course.plan.domain === 'campus' ? 0.6 : 1)] as const
      })
  }

  /** The mandatory courses for all, the first steps for those who are new, and now and then a path of one's own. */
  assign(): void {
    const { days } = this.#making
    const chance = this.#chance
    const { joinsOn, leavesOn, diligence } = this.#person
    // Some accounts were made and never used for anything.
    if (chance.chance(0.03)) return
    const end = Math.min(days.last, (leavesOn ?? Infinity) - 1)
    const isNew = joinsOn >= days.first
    if (isNew) this.#follow('Your First 90 Days', joinsOn, end, 'import')
    this.#follow(
      'Mandatory Training',
      Math.max(joinsOn, days.first) + chance.integer(1, isNew ? 10 : 120),
      end,
      'import',
    )
    if (chance.chance(0.05 + Math.min(0.3, diligence))) {
      const path = chance.pick(this.#world.paths.slice(2))
      const day = Math.max(joinsOn, days.first) + chance.integer(20, Math.max(21, end - days.first))
      this.#follow(path.title, day, end, 'dashboard')
    }
  }

  #follow(title: string, day: Day, end: Day, channel: string): void {
    const path = this.#world.paths.find((candidate) => candidate.title === title)
    if (path === undefined || day > end) return
    const moment = at(day, 6, this.#chance.integer(0, 59))
    const purchase = this.#world.till.buy(path.publishedId, this.#buyer, moment, this.#chance)
    const access = accessDays[path.domain.name] ?? null
    if (channel === 'import') this.#remind(day, end, path.items.length)
    this.state.paths.push({
      path,
      enrolledAt: moment,
      purchaseId: purchase?.id ?? null,
      expiresAt: access === null ? null : moment + access * SECONDS_PER_DAY,
    })
    for (const [index, { course }] of path.items.entries()) {
      // Later courses open up one after the other.
      const enrolledOn = title === 'Mandatory Training' ? day : day + index * 14
      if (enrolledOn > end || this.#has(course)) continue
      this.#enroll(course, moment + (enrolledOn - day) * SECONDS_PER_DAY + index, channel, purchase, 0.93)
    }
  }

  /** Most people do what they must within two months, on a handful of days. */
  #remind(day: Day, end: Day, courses: number): void {
    if (!this.#chance.chance(0.85)) return
    for (let count = 0; count < 1 + courses * 2; count++) {
      const reminded = day + 1 + Math.round(this.#chance.lognormal(18, 0.8))
      if (reminded <= end && weekday(reminded) < 5) this.reminders.add(reminded)
    }
  }

  #has(course: Course): boolean {
    return this.state.enrollments.some((enrollment) => enrollment.course === course)
  }

  /** Those a learner can go on with. */
  open(moment: Instant): EnrollmentState[] {
    return this.state.enrollments.filter(
      ({ enrolledAt, expiresAt, refundedAt, isGivenUp, progress }) =>
        enrolledAt < moment &&
        !isGivenUp &&
        (expiresAt === null || moment < expiresAt) &&
        (refundedAt === null || moment < refundedAt) &&
        (progress === null || progress.completedAt === null),
    )
  }

  /** A course of the learner's own choice; null when none is left, or buying it came to nothing. */
  chooseCourse(moment: Instant): EnrollmentState | null {
    const rest = this.#weights.filter(([course]) => !this.#has(course))
    if (rest.length === 0) return null
    const course = this.#chance.weighted(rest)
    const sold = course.publications[0]?.id ?? ''
    const isSold = course.plan.domain === 'campus'
    const purchase = isSold ? this.#world.till.buy(sold, this.#buyer, moment - 60, this.#chance) : null
    if (isSold && purchase === null) return null
    const channel = isSold ? 'ecommerce' : 'dashboard'
    return this.#enroll(course, moment - 30, channel, purchase, 0.42 + Math.min(0.4, this.#person.diligence))
  }

  /** Where a certificate runs out, the next round of the course begins shortly before. */
  renew(course: Course, completedAt: Instant, until: Day): void {
    if (course.validDays === null) return
    const moment = completedAt + (course.validDays - this.#chance.integer(5, 40)) * SECONDS_PER_DAY
    if (dayAt(moment) >= until) return
    this.#enroll(course, moment, 'api', null, 0.9)
    this.#remind(dayAt(moment), until - 1, 1)
  }

  #enroll(
    course: Course,
    enrolledAt: Instant,
    channel: string,
    purchase: { id: string; refundedAt: Instant | null } | null,
    staying: number,
  ): EnrollmentState {
    const chance = this.#chance
    const agenda = course.lessons.filter(
      ({ isSection, isOptional }) => !isSection && (!isOptional || chance.chance(0.3)),
    )
    const [home, second] = course.publications
    const before = this.state.enrollments.find((enrollment) => enrollment.course === course)
    const publication = before?.publication ?? (second !== undefined && chance.chance(0.25) ? second : home)
    if (publication === undefined) throw new Error(`The demo's course "${course.title}" is published nowhere.`)
    const enrollment: EnrollmentState = {
      id: this.#making.writer.id('enrollment'),
      course,
      publication,
      enrolledAt,
      expiresAt: course.accessDays === null ? null : enrolledAt + course.accessDays * SECONDS_PER_DAY,
      channel,
      isAssigned: channel === 'import' || channel === 'api',
      purchaseId: purchase?.id ?? null,
      refundedAt: purchase?.refundedAt ?? null,
      agenda,
      dropsAfter: chance.chance(staying) ? Infinity : 1 + Math.floor(chance.uniform() ** 1.6 * (agenda.length - 1)),
      progress: null,
      isGivenUp: false,
    }
    this.state.enrollments.push(enrollment)
    return enrollment
  }
}
