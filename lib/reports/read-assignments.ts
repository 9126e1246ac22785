/** What Assignments reads, in one place: the page draws it, a publish warms it, the benchmark times it. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Filters } from '@/lib/filters/filters'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne, type Search } from '@/lib/filters/url'
import { ask } from '@/lib/metrics/ask'
import { readOverdueNow } from './overdue-now'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'

/** Lines of a list; its CSV has all. */
export const MOST_LISTED = 12
const MOST_RANKED = 12
const MOST_PEOPLE = 60
const MOST_COLUMNS = 20

const states = [
  'assignments_on_time',
  'assignments_late',
  'assignments_overdue',
  'assignments_not_yet_due',
  'assignments_no_due_date',
] as const

export const dueDays = [7, 30] as const
export type DueDays = (typeof dueDays)[number]

/** `due`: how far ahead the list of what falls due next looks. */
export function readDue(search: Search): DueDays {
  const text = readOne(search, 'due') ?? '7'
  const found = dueDays.find((days) => String(days) === text)
  if (found !== undefined) return found
  throw new InvalidFilter('due', `due: "${text}" is not known. Use one of: ${dueDays.join(', ')} (days).`)
}

export async function readAssignments(reader: ScopedReader, question: ReportQuestion<ReportNamed<'assignments'>>) {
  const { inside, besides } = question
  const alone = { ...inside, compare: 'none' as const }
  const largest = { by: 'assignments', descending: true } as const
  const table = await readTable(reader, question)
  return {
    ...(await readFrame(reader, question)),
    table,
    months: await ask(reader, { metrics: states, by: ['due_month'], filters: alone }),
    teams: await ask(reader, { metrics: ['assignments', ...states], by: ['team'], filters: alone, sort: largest }),
    contents: await ask(reader, {
      metrics: ['assignments', ...states],
      by: ['content'],
      filters: alone,
      sort: largest,
      limit: MOST_RANKED,
    }),
    stored: await ask(reader, {
      metrics: ['assignments', 'assignment_status_mismatches'],
      by: ['completion_status', 'assignment_status'],
      filters: alone,
    }),
    reminders: await ask(reader, {
      metrics: ['reminder_effect'],
      by: ['team'],
      filters: inside,
      sort: { by: 'reminder_effect', descending: true },
    }),
    overdueNow: await readOverdueNow(reader, inside),
    ...(reader.scope.learnerRows
      ? { people: await readPeople(reader, alone, readDue(besides)), groups: null }
      : { people: null, groups: await readGroups(reader, alone) }),
  }
}

async function readPeople(reader: ScopedReader, filters: Filters, due: DueDays) {
  const most = String(MOST_LISTED)
  return {
    due,
    overdue: await analyses.overdue_assignments.rows(reader, { filters, parameters: { most } }),
    soon: await analyses.assignments_due_soon.rows(reader, { filters, parameters: { days: String(due), most } }),
    matrix: await analyses.assignment_matrix.rows(reader, {
      filters,
      parameters: { people: String(MOST_PEOPLE), assignments: String(MOST_COLUMNS) },
    }),
  }
}

/** For readers of aggregates: teams instead of people. */
async function readGroups(reader: ScopedReader, filters: Filters) {
  const { rows: given } = await ask(reader, {
    metrics: ['assignments'],
    by: ['content'],
    filters,
    sort: { by: 'assignments', descending: true },
    limit: MOST_RANKED,
  })
  const contents = given.map(({ content }) => content)
  return {
    open: await ask(reader, {
      metrics: ['assignments_overdue', 'assignments_due_in_7', 'assignments_due_in_30'],
      by: ['team'],
      filters,
      sort: { by: 'assignments_overdue', descending: true },
    }),
    given,
    shares: await ask(reader, {
      metrics: ['on_time_rate'],
      by: ['team', 'content'],
      filters: contents.length === 0 ? filters : { ...filters, where: { ...filters.where, content: contents } },
    }),
  }
}
