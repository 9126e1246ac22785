/** Columns of the lists on a person's page, and how their values are written. */
import { inStates } from '@/components/reports/assignment-states'
import { nameOfSource } from '@/components/shell/source-names'
import type { TableCell, TableColumn } from '@/components/tables/data-table'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { formatDay, formatMoment } from '@/lib/format/dates'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatDecimal } from '@/lib/format/numbers'
import { formatValue } from '@/lib/format/value'

export interface ListColumn extends TableColumn {
  readonly cell: (row: AnalysisRow) => TableCell
}

type Format = Parameters<typeof formatValue>[1]

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const none: TableCell = { text: '–', quiet: true }

function written(id: string, label: string, words: (value: string) => string = (value) => value): ListColumn {
  return {
    id,
    label,
    cell: (row) => {
      const value = text(row[id])
      return value === null ? none : { text: words(value), title: words(value), quiet: value === 'Not set' }
    },
  }
}

const day = (id: string, label: string) => written(id, label, formatDay)

/** With the time of day, which the source has. */
const moment = (id: string, label: string) => written(id, label, formatMoment)

/** Where there is no room for the time of day, it stands behind the day on hover. */
function dayOfMoment(id: string, label: string): ListColumn {
  return {
    id,
    label,
    cell: (row) => {
      const value = text(row[id])
      return value === null ? none : { text: formatDay(value), title: formatMoment(value) }
    },
  }
}

function counted(id: string, label: string, format: Format): ListColumn {
  return {
    id,
    label,
    numeric: true,
    cell: (row) => {
      const value = numberOf(row[id])
      return value === null ? none : { text: formatValue(value, format), quiet: value === 0 }
    },
  }
}

function share(id: string, of: string, label: string): ListColumn {
  return {
    id,
    label,
    numeric: true,
    cell: (row) => {
      const [done, all] = [numberOf(row[id]) ?? 0, numberOf(row[of])]
      if (all === null || all === 0) return done === 0 ? none : { text: formatCount(done) }
      return { text: `${formatCount(done)} of ${formatCount(all)}`, meter: Math.min(1, done / all), quiet: done === 0 }
    },
  }
}

const gain: ListColumn = {
  id: 'gain',
  label: 'Gain since the first',
  numeric: true,
  cell: (row) => {
    const value = numberOf(row['gain'])
    if (value === null) return none
    return {
      text: `${value > 0 ? '+' : ''}${formatDecimal(value, 0)}`,
      ...(value < 0 && { tone: 'negative' as const }),
    }
  },
}

const state: ListColumn = {
  id: 'state',
  label: 'State',
  cell: (row) => {
    const value = text(row['state']) ?? ''
    const tone = ({ overdue: 'negative', late: 'warning' } as const)[value]
    return { text: inStates(value), ...(tone && { tone }) }
  },
}

const passed: ListColumn = {
  id: 'is_passed',
  label: 'Passed',
  cell: (row) => (row['is_passed'] === true ? { text: 'Passed' } : { text: 'Not passed', quiet: true }),
}

/** A session without an event stands at the day it was made. */
const begins: ListColumn = {
  id: 'starts_at',
  label: 'Begins',
  cell: (row) => ({
    text: text(row['starts_at']) === null ? formatDay(text(row['day'])) : formatMoment(text(row['starts_at'])),
  }),
}

const source = written('source', 'Source', nameOfSource)
const technology = written('technology', 'Technology')
const started = moment('started_at', 'Started')
const completed = moment('completed_at', 'Completed')

export const listColumns = {
  person_courses: [
    source,
    technology,
    dayOfMoment('started_at', 'Started'),
    dayOfMoment('completed_at', 'Completed'),
    counted('days', 'Days to complete', 'days'),
    counted('hours', 'Hours', 'hours'),
    counted('xp', 'XP', 'count'),
    share('parts', 'of_parts', 'Chapters or lessons'),
  ],
  person_assessments: [
    technology,
    completed,
    counted('score', 'Score', 'count'),
    written('score_group', 'Score group'),
    gain,
  ],
  person_assignments: [
    state,
    day('assigned_on', 'Assigned'),
    moment('due_at', 'Due'),
    completed,
    counted('days_late', 'Days late', 'days'),
  ],
  person_certifications: [
    written('stage', 'Furthest stage'),
    day('registered_on', 'Registered'),
    day('granted_on', 'Granted'),
    day('expired_on', 'Registration ends'),
  ],
  person_tracks: [
    written('kind', 'Kind', (kind) => (kind === 'custom' ? 'Custom' : 'Standard')),
    day('enrolled_on', 'Enrolled'),
    completed,
    share('contents', 'of_contents', 'Contents completed'),
  ],
  person_projects: [started, completed],
  person_paths: [moment('enrolled_at', 'Enrolled'), completed],
  person_quizzes: [
    counted('attempts', 'Attempts', 'count'),
    written('first_result', 'First attempt', (word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`),
    passed,
    counted('best_score', 'Best score', 'percent'),
    moment('finished_at', 'Last finished'),
  ],
  person_sessions: [
    begins,
    written('attendance', 'Attendance', (word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`),
  ],
  person_certificates: [moment('issued_at', 'Issued'), moment('expires_at', 'Expires')],
  person_workspaces: [
    moment('created_at', 'Created'),
    moment('published_at', 'First published'),
    counted('upvotes', 'Upvotes', 'count'),
    counted('shares', 'Shares', 'count'),
  ],
} as const satisfies Readonly<Record<string, readonly ListColumn[]>>
