/** What the expiry calendar reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import { readSpan, usualSpan, writeSpan } from '@/lib/analyses/activity/expiry-span'
import type { ScopedReader } from '@/lib/authz/reader'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne, type Search } from '@/lib/filters/url'
import { ask, askRows } from '@/lib/metrics/ask'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'

type Question = ReportQuestion<ReportNamed<'expiries'>>

/** Lines of the list on a page; the CSV has all. */
export const LINES = 25
const MOST = 10_000

/** `when`: which days the list shows. */
export const readWhen = (search: Search) => readSpan(readOne(search, 'when') ?? usualSpan)

/** `lines`: which page of the list. */
export function readLines(search: Search): number {
  const text = readOne(search, 'lines') ?? '1'
  if (/^\d{1,3}$/.test(text) && Number(text) > 0) return Number(text)
  throw new InvalidFilter('lines', `lines: "${text}" is no number of a page of the list.`)
}

export const readExpiries = (reader: ScopedReader, question: Question) => readFrame(reader, question)

/** Both sides of the moment of the data: a day or a week may lie on either. */
const around = ['expiries_ended', 'expiries_ahead'] as const

const readDays = (reader: ScopedReader, { inside }: Question) =>
  askRows(reader, { metrics: around, by: ['day'], filters: inside })

const readWeeks = (reader: ScopedReader, { inside }: Question) =>
  askRows(reader, { metrics: around, by: ['week', 'expiry_kind'], filters: inside })

const ahead = ['expiries_ahead_30', 'expiries_ahead_60', 'expiries_ahead_90', 'expiries_ahead'] as const

const readAhead =
  (dimension: 'team' | 'expiry_kind') =>
  (reader: ScopedReader, { inside }: Question) =>
    askRows(reader, {
      metrics: ahead,
      by: [dimension],
      filters: inside,
      sort: { by: 'expiries_ahead', descending: true },
    })

/** Null: this reader sees no single learners. */
async function readPeople(reader: ScopedReader, { inside, besides }: Question) {
  if (!reader.scope.learnerRows) return null
  const [when, page] = [readWhen(besides), readLines(besides)]
  const parameters = { when: writeSpan(when), most: String(Math.min(MOST, page * LINES)) }
  const rows = await analyses.expiries.rows(reader, { filters: inside, parameters })
  const days = typeof when === 'string' ? null : await ask(reader, { metrics: around, filters: { ...inside, ...when } })
  const { expiries_ended: ended, expiries_ahead: next } = days?.totals ?? {}
  return {
    when,
    page,
    rows: rows.slice((page - 1) * LINES),
    /** On the days that were chosen; null: one of the tabs is, which say it. */
    ofDays: days && (ended ?? 0) + (next ?? 0),
  }
}

/** In the order in which they are read. */
export const expiriesCards = {
  days: readDays,
  kinds: readAhead('expiry_kind'),
  weeks: readWeeks,
  teams: readAhead('team'),
  people: readPeople,
  table: (reader: ScopedReader, question: Question) => readTable(reader, question),
}
