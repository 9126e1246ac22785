/** What Access & groups reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { seriesLines } from '@/lib/metrics/series'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTableCard } from './read-table'
import type { ReportNamed } from './reports'

/** What fits the matrix: whoever wants all of them takes the CSV. */
const MOST_THINGS = 30
/** Groups without any rule see what everybody sees: they stand behind those with one. */
const MOST_GROUPS = 24

type Question = ReportQuestion<ReportNamed<'access-groups'>>

export const readAccessGroups = (reader: ScopedReader, question: Question) => readFrame(reader, question)

const bands = [
  'memberships_lasting',
  'memberships_expiring_90',
  'memberships_expiring_60',
  'memberships_expiring_30',
] as const
const halves = ['memberships_active', 'memberships_ended'] as const

async function readDomains(reader: ScopedReader, { inside }: Question) {
  const filters = uncompared(inside)
  const asked = { by: ['domain'], filters, sort: { by: 'memberships_active', descending: true } } as const
  const whole = await ask(reader, { ...asked, metrics: [...bands, ...halves] })
  const inBands = whole.rows.every((row) => bands.every((name) => row[name] !== null))
  return {
    inBands,
    // A part that is hidden takes its whole with it, unless nobody asks for parts.
    states: inBands ? whole : await ask(reader, { ...asked, metrics: halves }),
    joined: await seriesLines(reader, { metrics: ['memberships_new'], by: 'domain', filters }),
  }
}

async function readSegments(reader: ScopedReader, { inside }: Question) {
  const query = { filters: uncompared(inside) }
  return {
    fields: await analyses.signup_fields.rows(reader, query),
    segments: await analyses.signup_segments.rows(reader, query),
  }
}

async function readPools(reader: ScopedReader, { inside }: Question) {
  return { pools: await analyses.access_code_pools.rows(reader, { filters: inside }) }
}

/** One more of each than is drawn says that there are more. */
async function readVisibility(reader: ScopedReader, { inside }: Question) {
  const rules = await analyses.visibility_rules.rows(reader, {
    filters: inside,
    parameters: { most: String(MOST_THINGS + 1), groups: String(MOST_GROUPS + 1) },
  })
  return { rules, mostThings: MOST_THINGS, mostGroups: MOST_GROUPS }
}

async function readSeries(reader: ScopedReader, { inside }: Question) {
  return { courses: await analyses.series_dropoff.rows(reader, { filters: uncompared(inside) }) }
}

/** In the order in which they are read. */
export const accessGroupsCards = {
  domains: readDomains,
  pools: readPools,
  visibility: readVisibility,
  series: readSeries,
  segments: readSegments,
  table: readTableCard,
}
