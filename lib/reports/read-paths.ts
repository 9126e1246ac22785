/** What Paths reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { offeredWindowDays, uncompared } from '@/lib/filters/filters'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne, type Search } from '@/lib/filters/url'
import { ask } from '@/lib/metrics/ask'
import type { DimensionName } from '@/lib/metrics/dimensions'
import type { MetricName } from '@/lib/metrics/names'
import { series } from '@/lib/metrics/series'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTableCard } from './read-table'
import type { ReportNamed } from './reports'

const MOST_PATHS = 8
const MOST_GROUPS = 10

export const pathDivisions = ['domain', 'tag', 'student_group'] as const
export type PathDivision = (typeof pathDivisions)[number]

/** `by`: what the rates are told apart by. */
export function readDivision(search: Search): PathDivision {
  const text = readOne(search, 'by') ?? 'domain'
  const found = pathDivisions.find((name) => name === text)
  if (found !== undefined) return found
  throw new InvalidFilter('by', `by: "${text}" is not known. Use one of: ${pathDivisions.join(', ')}.`)
}

type Question = ReportQuestion<ReportNamed<'paths'>>
type AnyQuestion = ReportQuestion<ReportNamed<'paths' | 'path'>>

export const readPaths = (reader: ScopedReader, question: Question) => readFrame(reader, question)

export async function readPathsOver(reader: ScopedReader, { inside }: AnyQuestion) {
  return { over: await series(reader, { metrics: ['path_enrolments', 'path_completions'], filters: inside }) }
}

/** Months of enrolment, each with the share completed within 30, 60 and 90 days. */
export async function readPathCohorts(reader: ScopedReader, { inside }: AnyQuestion) {
  const cohorts = []
  for (const windowDays of offeredWindowDays) {
    const { rows } = await ask(reader, {
      metrics: ['path_enrolments', 'path_completion_rate'],
      by: ['month'],
      filters: { ...uncompared(inside), windowDays },
    })
    cohorts.push({ windowDays, rows })
  }
  return { cohorts }
}

export async function readPathProgress(reader: ScopedReader, { inside }: AnyQuestion) {
  return { progress: await analyses.path_progress_distribution.rows(reader, { filters: uncompared(inside) }) }
}

async function readProgressByPath(reader: ScopedReader, { inside }: Question) {
  const { rows, rowCount } = await ask(reader, {
    metrics: [
      'path_enrolments',
      'path_enrolments_described',
      'path_progress_q1',
      'path_progress_median',
      'path_progress_q3',
    ],
    by: ['content'],
    filters: uncompared(inside),
    sort: { by: 'path_enrolments', descending: true },
    limit: MOST_PATHS,
  })
  return { paths: rows, pathCount: rowCount }
}

/** Of each group its key, its name and its rate, whatever it is told apart by. */
async function readDivided(reader: ScopedReader, { inside, besides }: Question) {
  const division = readDivision(besides)
  const { rows, rowCount, comparison } = await ask<MetricName, DimensionName>(reader, {
    metrics: ['path_enrolments', 'path_completion_rate'],
    by: [division],
    filters: inside,
    sort: { by: 'path_enrolments', descending: true },
    limit: MOST_GROUPS,
  })
  const before = new Map(comparison?.rows.map((row) => [row[division], row.path_completion_rate]))
  const divided = rows.map((row) => {
    const key = row[division]
    const rate = row.path_completion_rate ?? null
    const of = row.path_completion_rate_denominator ?? null
    return {
      key: key === null || key === undefined ? null : String(key),
      name: String(row[`${division}_name`]),
      enrolments: row.path_enrolments ?? null,
      rate,
      of,
      before: before.get(key) ?? null,
      isHidden: row.suppressed && rate === null && of !== 0,
    }
  })
  return { division, divided, groupCount: rowCount }
}

/** Whatever the period: access that ends after the data was loaded, by path; of one path by domain. */
export const readEnding =
  (by: 'content' | 'domain') =>
  async (reader: ScopedReader, { inside }: AnyQuestion) => {
    const { rows, rowCount, totals } = await ask<MetricName, DimensionName>(reader, {
      metrics: ['path_access_ending', 'path_access_ending_30', 'path_access_ending_60', 'path_access_ending_90'],
      by: [by],
      filters: uncompared(inside),
      sort: { by: 'path_access_ending', descending: true },
      limit: MOST_PATHS,
    })
    const ending = rows.map((row) => ({
      key: row[by] ?? null,
      name: String(row[`${by}_name`]),
      all: row.path_access_ending ?? null,
      bands: [row.path_access_ending_30, row.path_access_ending_60, row.path_access_ending_90].map((n) => n ?? null),
    }))
    return { ending, endingRows: rowCount, endingInAll: totals.path_access_ending ?? null }
  }

/** In the order in which they are read. */
export const pathsCards = {
  over: readPathsOver,
  cohorts: readPathCohorts,
  progress: readPathProgress,
  paths: readProgressByPath,
  divided: readDivided,
  ending: readEnding('content'),
  table: readTableCard,
}
