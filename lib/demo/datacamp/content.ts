/** The demo's DataCamp catalogue: courses with chapters and exercises, projects, practice and assessments. */
import type { Calendar, Day } from '../calendar'
import { random } from '../random'
import { assessmentTitles, chapterWords, courseTitles, exerciseObjects, exerciseVerbs, projectTitles } from './titles'

export interface Exercise {
  readonly id: number
  readonly title: string
  readonly type: string
  readonly number: number
  readonly xp: number
  /** Median seconds for it. */
  readonly effort: number
}

export interface Chapter {
  readonly id: number
  readonly title: string
  readonly slug: string
  readonly xp: number
  readonly exercises: readonly Exercise[]
}

export interface Course {
  /** -1 in every fact: the course was deleted, and its chapters and exercises with it. */
  readonly deleted: boolean
  /** Facts name it, course_dim and the dimensions below it do not. */
  readonly missing: boolean
  readonly id: number
  readonly title: string
  readonly technology: string
  readonly topic: string
  readonly slug: string
  readonly xp: number
  readonly hours: number
  readonly launchedOn: Day
  readonly description: string
  readonly shortDescription: string
  readonly chapters: readonly Chapter[]
  readonly popularity: number
}

export interface Item {
  readonly id: number
  readonly title: string
  readonly technology: string
  readonly xp: number
}

export interface Project extends Item {
  readonly deleted: boolean
  readonly hours: number
  readonly guided: boolean
  readonly certification: boolean
}

export interface Practice extends Item {
  readonly hidden: boolean
}

export type Assessment = Item

export interface Content {
  readonly courses: readonly Course[]
  readonly projects: readonly Project[]
  readonly practices: readonly Practice[]
  readonly assessments: readonly Assessment[]
}

const TYPES = [
  ['NormalExercise', 50, 100, 210],
  ['VideoExercise', 18, 50, 190],
  ['MultipleChoiceExercise', 14, 50, 55],
  ['TabExercise', 10, 100, 320],
  ['DragAndDropExercise', 8, 100, 95],
] as const

export const slugged = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function describe(title: string, topic: string): string {
  return `${title}: learn ${topic.toLowerCase()} by doing, step by step.\nNo long lectures, "real" data, and a small task after every idea.`
}

function course(
  seed: number,
  index: number,
  days: Calendar,
  [technology, topic, title]: readonly [string, string, string],
): Course {
  const chance = random(seed, 'course', index)
  const slug = slugged(title)
  const deleted = index % 31 === 17
  const chapters = Array.from(
    {
      length: chance.weighted([
        [3, 2],
        [4, 6],
        [5, 2],
      ] as const),
    },
    (_, position): Chapter => {
      const id = 20_001 + index * 8 + position
      const exercises = Array.from({ length: chance.integer(5, 9) }, (_, place): Exercise => {
        const [type, , xp, effort] = chance.weighted(TYPES.map((kind) => [kind, kind[1]] as const))
        const name = `${chance.pick(exerciseVerbs)} ${chance.pick(exerciseObjects)}`
        return {
          id: 300_001 + index * 80 + position * 12 + place,
          title: name,
          type,
          number: place + 1,
          xp,
          effort: effort * chance.between(0.6, 1.7),
        }
      })
      const word = chapterWords[position] ?? 'More'
      // Chapter slugs are unique only together with their course's slug.
      return { id, title: word, slug: slugged(word), xp: sum(exercises.map(({ xp }) => xp)), exercises }
    },
  )
  const seconds = sum(chapters.flatMap(({ exercises }) => exercises.map(({ effort }) => effort)))
  const introduction = /^(First Steps|Understanding Data|Intermediate)/.test(title)
  return {
    deleted,
    missing: title === 'Scala Collections',
    id: 1_001 + index * 13,
    title,
    technology,
    topic,
    slug,
    xp: sum(chapters.map(({ xp }) => xp)),
    hours: Math.max(1, Math.round(seconds / 3000)),
    launchedOn: chance.chance(0.85)
      ? days.first - chance.integer(60, 1800)
      : days.first + chance.integer(5, Math.max(6, days.last - days.first - 30)),
    description: describe(title, topic),
    shortDescription: `Learn ${topic.toLowerCase()}, hands on.`,
    chapters,
    popularity: chance.lognormal(1, 0.8) * (introduction ? 3 : 1) * (deleted ? 2.5 : 1),
  }
}

export function content(seed: number, days: Calendar): Content {
  const titles = courseTitles.flatMap(([technology, topic, ...names]) =>
    names.map((title) => [technology, topic, title] as const),
  )
  const courses = titles.map((title, index) => course(seed, index, days, title))
  const chance = random(seed, 'content')
  const projects = projectTitles.map(([technology, title], index): Project => {
    const certification = title.startsWith('Certification')
    return {
      id: 401 + index * 3,
      title,
      technology,
      xp: 1500,
      deleted: index === 5,
      hours: chance.integer(1, 4),
      guided: !certification && index % 3 !== 0,
      certification,
    }
  })
  const practised = courses.filter((candidate, index) => index % 4 === 0 && !candidate.deleted)
  const practices = practised.map(({ title, technology }, index) => ({
    id: 501 + index * 2,
    title: `Practice: ${title}`,
    technology,
    xp: 250,
    hidden: index % 11 === 5,
  }))
  const assessments = assessmentTitles.map(([technology, title], index) => ({
    id: 1_801 + index,
    title,
    technology,
    xp: 0,
  }))
  return { courses, projects, practices, assessments }
}
