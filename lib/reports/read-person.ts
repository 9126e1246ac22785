/** What the page about one person reads: at once, and card by card after it. */
import { analyses } from '@/lib/analyses/analyses'
import type { Analysis, AnalysisRow } from '@/lib/analyses/analysis'
import type { ScopedReader } from '@/lib/authz/reader'
import { addDays } from '@/lib/filters/days'
import { uncompared, type Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { narrowingNames } from '@/lib/metrics/narrowing-options'
import { filterOptions } from '@/lib/metrics/options'
import { profileOf } from '@/lib/metrics/person'
import { series } from '@/lib/metrics/series'
import { personLists, type PersonList } from './person-lists'

export const personFigures = [
  'learning_hours',
  'xp',
  'active_days',
  'course_completions',
  'sj_course_completions',
  'assessments_completed',
  'certifications_granted',
  'certificates_issued',
] as const

/** Weeks of the calendar, counted back from the end of the period. */
const WEEKS = 53
const MOST_EVENTS = 300

export interface PersonQuestion {
  readonly person: number
  readonly filters: Filters
}

/** What the page begins with; null: nobody, or nobody whom this reader may see. */
export async function readPerson(reader: ScopedReader, { person, filters }: PersonQuestion) {
  const profile = await profileOf(reader, person)
  if (profile === null) return null
  return {
    profile,
    choices: await filterOptions(reader),
    narrowed: await narrowingNames(reader, filters),
    figures: await series(reader, { metrics: personFigures, filters, person }),
  }
}

async function calendar(reader: ScopedReader, { person, filters }: PersonQuestion) {
  // The days that the grid has room for.
  const year = { from: addDays(filters.to, 1 - WEEKS * 7), to: filters.to }
  const days = await ask(reader, {
    metrics: ['learning_hours', 'active_days'],
    by: ['day'],
    filters: { ...uncompared(filters), ...year },
    person,
  })
  return { year, days: days.rows }
}

const timeline = (reader: ScopedReader, { person, filters }: PersonQuestion) =>
  analyses.person_timeline.rows(reader, {
    filters: uncompared(filters),
    parameters: { person: String(person), most: String(MOST_EVENTS) },
  })

export type PersonRows = Readonly<Record<PersonList, readonly AnalysisRow[]>>

async function lists(reader: ScopedReader, { person, filters }: PersonQuestion): Promise<PersonRows> {
  const read: [PersonList, readonly AnalysisRow[]][] = []
  for (const name of personLists) {
    const asked = { filters: uncompared(filters), parameters: { person: String(person) } }
    read.push([name, await (analyses[name] as Analysis).rows(reader, asked)])
  }
  // Safe: every list has its rows.
  return Object.fromEntries(read) as PersonRows
}

/** There are some twenty lists: the page stands before they are read. */
export const personCards = { calendar, timeline, lists }

export type CalendarDays = Awaited<ReturnType<typeof calendar>>
