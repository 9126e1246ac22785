import { Bars } from '@/components/charts/bars'
import { DotRange } from '@/components/charts/dot-range'
import { compareLabel } from '@/components/reports/compare-label'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import { sessionStates } from './live-words'
import type { LiveViewOf } from './live-training-view'
import { splitNames } from './split-choice'

type View = LiveViewOf<'split'>
type Row = View['data']['split']['rows'][number]

/** The key and the name of a row, whatever it is split by. */
function named(row: Row, { data, filters, page }: View) {
  const { by } = data.split
  const values: Readonly<Record<string, unknown>> = row
  const key = values[by]
  return {
    key: String(key),
    label: String(values[`${by}_name`] ?? key ?? 'Not set'),
    href: `${page}?${filterParams(narrow(filters, { [by]: key }))}`,
  }
}

const overlapping: readonly string[] = ['location', 'time_zone', 'tag']

function cut({ data }: View): string | undefined {
  const { by, most, rows, rowCount } = data.split
  const what = most === 'vilt_sessions' ? 'sessions' : 'registrations'
  const parts = [
    rowCount > rows.length && `The ${rows.length} with the most ${what} of ${formatCount(rowCount)}.`,
    overlapping.includes(by) && `A session with two ${splitNames[by].one}s is in both rows.`,
  ].filter((part) => typeof part === 'string')
  return parts.length > 0 ? parts.join(' ') : undefined
}

const empty = {
  title: 'Nothing to compare',
  text: 'No session begins in the period under these filters, or nothing of it is known. Sessions and seats are of no team.',
}

export function SessionsBySplit({ view }: { view: View }) {
  const { by, rows } = view.data.split
  const { label, one } = splitNames[by]
  return (
    <Bars
      id="sessions-by"
      className="charts:col-span-4"
      title={`Sessions by ${one}`}
      about="Sessions that begin in the period. A row narrows the page to it."
      period={view.period}
      what={label}
      measure="Sessions"
      format="count"
      states={sessionStates}
      overlaps
      rows={rows
        .filter(({ vilt_sessions: sessions }) => (sessions ?? 0) > 0)
        .map((row) => ({
          ...named(row, view),
          values: [row.vilt_sessions_held, row.vilt_sessions_planned, row.vilt_sessions_cancelled],
        }))}
      note={cut(view)}
      empty={empty}
      definition="/catalogue/vilt_sessions"
    />
  )
}

const rates = {
  vilt_fill_rate: {
    title: 'Fill',
    all: 'All sessions',
    n: 'seats',
    about: 'Registrations against seats, of sessions that were not cancelled and have a number of seats.',
  },
  vilt_attendance_rate: {
    title: 'Attendance',
    all: 'All marked',
    n: 'registrations with a mark',
    about: 'Of the registrations for held sessions with a mark, those that attended.',
  },
} as const

/** One of the two rates, a dot per row. */
export function RateBySplit({ view, rate }: { view: View; rate: keyof typeof rates }) {
  const { by, rows, totals, before } = view.data.split
  const { label, one } = splitNames[by]
  const { title, all, n, about } = rates[rate]
  const former = new Map(before.map((row) => [named(row, view).key, row[rate]]))
  const total = totals[rate]
  return (
    <DotRange
      id={rate === 'vilt_fill_rate' ? 'fill-by' : 'attendance-by'}
      className="charts:col-span-4"
      title={`${title} by ${one}`}
      about={`${about} A row narrows the page to it.`}
      period={view.period}
      what={label}
      measure={title}
      format="percent"
      xUnit={title}
      rows={rows
        .filter((row) => row[`${rate}_denominator`] !== 0)
        .map((row) => ({
          ...named(row, view),
          value: row[rate],
          before: former.get(named(row, view).key),
          n: row[`${rate}_denominator`],
          small: isSmallSample(row[`${rate}_denominator`]),
          hidden: row[rate] === null,
        }))}
      reference={total === null ? undefined : { value: total, label: `${all} ${formatPercent(total)}` }}
      compareLabel={compareLabel(view.filters)}
      note={[`n: ${n}. Grey and hollow: fewer than 10.`, cut(view)].filter((text) => text !== undefined).join(' ')}
      empty={empty}
      definition={`/catalogue/${rate}`}
    />
  )
}
