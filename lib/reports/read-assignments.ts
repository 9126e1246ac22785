/** What Assignments reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared } from '@/lib/filters/filters'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne, type Search } from '@/lib/filters/url'
import { ask } from '@/lib/metrics/ask'
import { assignmentStateMetrics } from './definitions/assignments'
import { readOverdueNow } from './overdue-now'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'

/** Lines of the lists; their CSVs have all. */
const MOST_OVERDUE = 12
const MOST_DUE = 8
const MOST_RANKED = 12
const MOST_PEOPLE = 60
const MOST_COLUMNS = 20

export const dueDays = [7, 30] as const
export type DueDays = (typeof dueDays)[number]

/** `due`: how far ahead the list of what falls due next looks. */
export function readDue(search: Search): DueDays {
  const text = readOne(search, 'due') ?? '30'
  const found = dueDays.find((days) => String(days) === text)
  if (found !== undefined) return found
  throw new InvalidFilter('due', `due: "${text}" is not known. Use one of: ${dueDays.join(', ')} (days).`)
}

type Question = ReportQuestion<ReportNamed<'assignments'>>

const mostGiven = { by: 'assignments', descending: true } as const

export const readAssignments = (reader: ScopedReader, question: Question) => readFrame(reader, question)

/** How many are in which state; with `by`, in each group. */
const statesBy =
  (dimension: 'due_month' | 'team') =>
  (reader: ScopedReader, { inside }: Question) =>
    ask(reader, {
      metrics: ['assignments', ...assignmentStateMetrics],
      by: [dimension],
      filters: uncompared(inside),
      sort: mostGiven,
    })

function readContents(reader: ScopedReader, { inside }: Question) {
  return ask(reader, {
    metrics: ['assignments', ...assignmentStateMetrics],
    by: ['content'],
    filters: uncompared(inside),
    sort: mostGiven,
    limit: MOST_RANKED,
  })
}

/** What is late and what falls due: people where this reader may see them, else teams. */
async function readOpen(reader: ScopedReader, { inside, besides }: Question) {
  const filters = uncompared(inside)
  const due = readDue(besides)
  return {
    due,
    teams: await ask(reader, {
      metrics: ['assignments_overdue', 'assignments_due_in_7', 'assignments_due_in_30'],
      by: ['team'],
      filters,
      sort: { by: 'assignments_overdue', descending: true },
    }),
    overdueNow: await readOverdueNow(reader, inside),
    people: reader.scope.learnerRows
      ? {
          overdue: await analyses.overdue_assignments.rows(reader, {
            filters,
            parameters: { most: String(MOST_OVERDUE) },
          }),
          soon: await analyses.assignments_due_soon.rows(reader, {
            filters,
            parameters: { days: String(due), most: String(MOST_DUE) },
          }),
        }
      : null,
  }
}

/** People by assignments; for readers of aggregates, teams by assignments. */
async function readMatrix(reader: ScopedReader, question: Question) {
  const filters = uncompared(question.inside)
  if (reader.scope.learnerRows) {
    const parameters = { people: String(MOST_PEOPLE), assignments: String(MOST_COLUMNS) }
    return { people: await analyses.assignment_matrix.rows(reader, { filters, parameters }), groups: null }
  }
  const { rows: given } = await readContents(reader, question)
  const content = given.map((row) => row.content)
  const shares = await ask(reader, {
    metrics: ['on_time_rate'],
    by: ['team', 'content'],
    filters: content.length === 0 ? filters : { ...filters, where: { ...filters.where, content } },
  })
  return { people: null, groups: { given, shares } }
}

function readStored(reader: ScopedReader, { inside }: Question) {
  return ask(reader, {
    metrics: ['assignments', 'assignment_status_mismatches'],
    by: ['completion_status', 'assignment_status'],
    filters: uncompared(inside),
  })
}

function readReminders(reader: ScopedReader, { inside }: Question) {
  return ask(reader, {
    metrics: ['reminder_effect'],
    by: ['team'],
    filters: inside,
    sort: { by: 'reminder_effect', descending: true },
  })
}

/** In the order in which they are read. */
export const assignmentsCards = {
  months: statesBy('due_month'),
  teams: statesBy('team'),
  contents: readContents,
  open: readOpen,
  matrix: readMatrix,
  reminders: readReminders,
  stored: readStored,
  table: (reader: ScopedReader, question: Question) => readTable(reader, question),
}
