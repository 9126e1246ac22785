/** Everything that the page about one person reads. */
import { analyses } from '@/lib/analyses/analyses'
import type { Analysis, AnalysisRow } from '@/lib/analyses/analysis'
import type { ScopedReader } from '@/lib/authz/reader'
import { addDays, later } from '@/lib/filters/days'
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

/** Null: nobody, or nobody whom this reader may see. */
export async function readPerson(reader: ScopedReader, person: number, filters: Filters) {
  const profile = await profileOf(reader, person)
  if (profile === null) return null
  const alone = uncompared(filters)
  const parameters = { person: String(person) }
  const lists: Partial<Record<PersonList, readonly AnalysisRow[]>> = {}
  for (const name of personLists) {
    lists[name] = await (analyses[name] as Analysis).rows(reader, { filters: alone, parameters })
  }
  const year = { from: addDays(filters.to, 1 - WEEKS * 7), to: filters.to }
  const days = await ask(reader, {
    metrics: ['learning_hours', 'active_days'],
    by: ['day'],
    filters: { ...alone, ...year },
    person,
  })
  return {
    profile,
    choices: await filterOptions(reader),
    narrowed: await narrowingNames(reader, filters),
    figures: await series(reader, { metrics: personFigures, filters, person }),
    /** `year`: the days that the grid has room for; `from`: where they begin to say something. */
    calendar: { year, from: later(year.from, profile.firstActive ?? year.from), days: days.rows },
    timeline: await analyses.person_timeline.rows(reader, {
      filters: alone,
      parameters: { ...parameters, most: String(MOST_EVENTS) },
    }),
    lists: lists as Readonly<Record<PersonList, readonly AnalysisRow[]>>,
  }
}

export type PersonData = NonNullable<Awaited<ReturnType<typeof readPerson>>>
