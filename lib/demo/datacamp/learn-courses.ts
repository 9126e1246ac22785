/** A person's way through courses: a few open at once, exercise by exercise, finished or given up. */
import { SECONDS_PER_DAY, type Day, type Instant } from '../calendar'
import type { Person } from '../people'
import type { Random } from '../random'
import type { Chapter, Course, Exercise } from './content'
import { begin, note, type ChapterWork, type CourseWork, type DayWork, type History } from './history'

/** A course that an assignment or a track asks for, from that day on. */
export interface Wish {
  readonly course: Course
  readonly from: Day
  readonly strength: number
}

const MOST_OPEN = 4
/** A wish this strong comes before everything else. */
const URGENT = 10

function appeal(person: Person, technology: string): number {
  const rank = person.interests.indexOf(technology)
  return rank === -1 ? 0.1 : ([8, 5, 3, 2.5][rank] ?? 1.5)
}

function start(chance: Random, course: Course, wanted: boolean): CourseWork {
  const ahead = course.chapters.flatMap((chapter) =>
    chapter.exercises.map((exercise): [Chapter, Exercise] => [chapter, exercise]),
  )
  const goesToTheEnd = chance.chance(wanted ? 0.93 : 0.74)
  const givesUpAt = goesToTheEnd ? 0 : Math.ceil((ahead.length - 1) * Math.sqrt(chance.uniform()))
  return { ...begin(course), chapters: new Map(), ahead: ahead.reverse(), givesUpAt }
}

function chapterOf(work: CourseWork, chapter: Chapter): ChapterWork {
  let known = work.chapters.get(chapter)
  if (known === undefined) {
    known = { ...begin(chapter), exercises: new Map(), open: chapter.exercises.length }
    work.chapters.set(chapter, known)
  }
  return known
}

/** Records work on one exercise with its chapter and course. */
function record(work: CourseWork, chapter: Chapter, exercise: Exercise, day: Day, at: Instant, done: DayWork): void {
  const ofChapter = chapterOf(work, chapter)
  const ofExercise = ofChapter.exercises.get(exercise) ?? begin(exercise)
  ofChapter.exercises.set(exercise, ofExercise)
  note(ofExercise, day, at, done)
  note(ofChapter, day, at, done)
  note(work, day, at, done)
}

function complete(work: CourseWork, chapter: Chapter, exercise: Exercise, at: Instant): void {
  work.ahead.pop()
  const ofChapter = chapterOf(work, chapter)
  const ofExercise = ofChapter.exercises.get(exercise)
  if (ofExercise !== undefined) ofExercise.completedAt = at
  ofChapter.open--
  if (ofChapter.open === 0) ofChapter.completedAt = at
  if (work.ahead.length === 0) work.completedAt = at
}

/** What was measured of one try: mostly both, sometimes only the XP or only the time reached the source. */
function measured(chance: Random, seconds: number, xp: number | null): DayWork {
  return { seconds: xp !== null && chance.chance(0.02) ? null : seconds, xp }
}

export interface CourseLearner {
  /** Works until the clock it returns. */
  learn(day: Day, from: Instant): Instant
}

export function courseLearner(
  person: Person,
  chance: Random,
  courses: readonly Course[],
  wishes: readonly Wish[],
  history: History,
): CourseLearner {
  const liking = courses.map((course) => course.popularity * appeal(person, course.technology))
  let open: CourseWork[] = []

  function choose(day: Day): { course: Course; wanted: boolean } | undefined {
    const free = (course: Course) => !history.courses.has(course) && course.launchedOn <= day
    const wanted = wishes.filter(({ course, from }) => from <= day && free(course))
    const urgent = wanted.find(({ strength }) => strength >= URGENT)
    if (urgent !== undefined && chance.chance(0.9)) return { course: urgent.course, wanted: true }
    if (wanted.length > 0 && chance.chance(0.6)) return { course: chance.pick(wanted).course, wanted: true }
    const choices = courses.flatMap((course, index) => (free(course) ? [[course, liking[index] ?? 0] as const] : []))
    return choices.length === 0 ? undefined : { course: chance.weighted(choices), wanted: false }
  }

  /** Who is asked for a course that was given up takes it up again. */
  function takeUpAgain(day: Day): void {
    for (const { course, from, strength } of wishes) {
      const work = history.courses.get(course)
      if (strength < URGENT || from > day || work === undefined || work.givesUpAt === 0 || open.includes(work)) continue
      work.givesUpAt = chance.chance(0.93) ? 0 : work.givesUpAt
      if (work.givesUpAt === 0) open = [work, ...open]
    }
  }

  const isUrgent = (work: CourseWork | undefined, day: Day) =>
    wishes.some(({ course, from, strength }) => course === work?.item && strength >= URGENT && from <= day)

  function next(day: Day): CourseWork | undefined {
    takeUpAgain(day)
    if (isUrgent(open[0], day)) return open[0]
    const beginsAnother = open.length === 0 || (open.length < MOST_OPEN && chance.chance(0.04))
    const pressing = wishes.some(
      ({ course, from, strength }) => strength >= URGENT && from <= day && !history.courses.has(course),
    )
    if (!beginsAnother && !(pressing && chance.chance(0.9))) return chance.chance(0.85) ? open[0] : chance.pick(open)
    const choice = choose(day)
    if (choice === undefined) return open[0]
    const work = start(chance, choice.course, choice.wanted)
    history.courses.set(choice.course, work)
    open = choice.wanted ? [work, ...open] : [...open, work]
    return work
  }

  /** Some come back to what they have finished: time without XP. */
  function revisit(day: Day, from: Instant): Instant {
    const finished = [...history.courses.values()].filter(({ completedAt }) => completedAt !== null)
    if (finished.length === 0) return from
    const work = chance.pick(finished)
    const chapter = chance.pick(work.item.chapters)
    const seconds = Math.round(chance.lognormal(240, 0.8))
    record(work, chapter, chance.pick(chapter.exercises), day, from, { seconds, xp: null })
    return from + seconds
  }

  function learn(day: Day, from: Instant): Instant {
    if (chance.chance(0.06)) return revisit(day, from)
    const work = next(day)
    if (work === undefined) return from
    const latest = (day + 1) * SECONDS_PER_DAY - 3600
    let clock = from
    for (let count = 1 + chance.poisson(5); count > 0 && clock < latest; count--) {
      const [chapter, exercise] = work.ahead.at(-1) ?? []
      if (chapter === undefined || exercise === undefined) break
      const seconds = Math.max(4, Math.round(Math.min(2400, chance.lognormal(exercise.effort, 0.55))))
      // Many who give up do so at an exercise that they could not solve.
      const isLast = work.givesUpAt > 0 && work.ahead.length === work.givesUpAt + 1
      const solved = chance.chance(isLast ? 0.6 : 0.93)
      // Hints and shown solutions cost XP.
      const xp = !solved ? null : chance.chance(0.78) ? exercise.xp : Math.round(exercise.xp * chance.between(0.3, 0.8))
      record(work, chapter, exercise, day, clock, measured(chance, seconds, xp))
      clock += seconds
      if (solved) complete(work, chapter, exercise, clock)
      else if (isLast) work.givesUpAt += 1
      if (work.ahead.length <= work.givesUpAt || !solved) break
    }
    if (work.ahead.length <= work.givesUpAt) open = open.filter((other) => other !== work)
    return clock + chance.integer(5, 60)
  }

  return { learn }
}
