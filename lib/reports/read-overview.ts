/**
 * What the Overview reads, in one place: the page draws it, a publish warms it, the benchmark times it. Key figures come
 * first; then the cards that are about the period, and last those that are about today whatever the period, which a publish
 * reads ahead for everybody.
 */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { bucketStart } from '@/lib/filters/buckets'
import { addDays, addMonths, dayOf } from '@/lib/filters/days'
import { newestDay, notSet, uncompared, type Filters } from '@/lib/filters/filters'
import { askRows } from '@/lib/metrics/ask'
import { seriesLines } from '@/lib/metrics/series'
import { moversOf, type Movers } from './movers'
import { readAttention } from './overview-attention'
import { readCourseMovers, readOnSkilljar } from './overview-skilljar'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import type { ReportNamed } from './reports'

type Question = ReportQuestion<ReportNamed<'overview'>>

const MOST_TEAMS = 10
const MOST_MOVERS = 5
const MOST_PEOPLE = 7
/** Weeks of the calendar, and months of new learners. */
const WEEKS = 52
const MONTHS = 12

async function readTechnologies(reader: ScopedReader, { inside }: Question) {
  return seriesLines(reader, { metrics: ['learning_hours'], by: 'technology', filters: uncompared(inside) })
}

/** Both platforms apart: over time, and in the whole period. */
async function readSources(reader: ScopedReader, { inside }: Question) {
  const metrics = ['active_learners', 'learning_hours'] as const
  return {
    over: await seriesLines(reader, { metrics, by: 'source', filters: uncompared(inside) }),
    whole: await askRows(reader, { metrics, by: ['source'], filters: uncompared(inside) }),
  }
}

/** Hours of every team in both periods, once; people are counted for those teams only that are shown. */
async function readTeams(reader: ScopedReader, { inside }: Question) {
  const { rows: all, comparison } = await askRows(reader, {
    metrics: ['learning_hours'],
    by: ['team'],
    filters: inside,
    sort: { by: 'learning_hours', descending: true },
  })
  const rows = all.filter(({ team }) => team !== null)
  const former = comparison?.rows.filter(({ team }) => team !== null)
  const ranked = rows.slice(0, MOST_TEAMS)
  const amounts = (some: typeof rows) =>
    some.map((row) => ({ key: Number(row.team), name: row.team_name, amount: row.learning_hours }))
  const movers = former ? moversOf(amounts(rows), amounts(former), MOST_MOVERS) : null
  const shown = [...ranked.map(({ team }) => Number(team)), ...keysOf(movers)]
  const people =
    shown.length === 0
      ? []
      : (
          await askRows(reader, {
            metrics: ['active_learners'],
            by: ['team'],
            filters: { ...uncompared(inside), team: [...new Set(shown)] },
          })
        ).rows
  return {
    ranked: ranked.map(({ team, team_name: name, learning_hours: hours }) => ({
      team: Number(team),
      name,
      hours,
      before: former && hoursOf(former.find((row) => row.team === team)),
    })),
    count: rows.length,
    movers,
    /** By team; null: hidden from this reader. Absent: nobody. */
    people: new Map(people.map((row) => [Number(row.team), row.active_learners])),
  }
}

/** A team without a row did nothing; null: hidden from this reader. */
const hoursOf = (row: { readonly learning_hours: number | null } | undefined) => (row ? row.learning_hours : 0)

async function readTechnologyMovers(reader: ScopedReader, { inside }: Question) {
  const by = ['technology'] as const
  const { rows, comparison } = await askRows(reader, { metrics: ['learning_hours'], by, filters: inside })
  const people = comparison
    ? (await askRows(reader, { metrics: ['active_learners'], by, filters: uncompared(inside) })).rows
    : []
  const amounts = (some: typeof rows) =>
    some.flatMap(({ technology, learning_hours: amount }) =>
      technology === notSet ? [] : [{ key: technology, name: technology, amount }],
    )
  return {
    movers: comparison && moversOf(amounts(rows), amounts(comparison.rows), MOST_MOVERS),
    people: new Map(people.map((row) => [row.technology, row.active_learners])),
  }
}

async function readMix(reader: ScopedReader, { inside }: Question) {
  return askRows(reader, {
    metrics: ['learning_hours'],
    by: ['source', 'content_type'],
    filters: inside,
    sort: { by: 'learning_hours', descending: true },
  })
}

/** The period first, then each of its buckets. */
async function readRegularity(reader: ScopedReader, { inside }: Question) {
  const [whole, ...buckets] = await analyses.wau_mau.rows(reader, {
    filters: uncompared(inside),
    parameters: { per: 'both' },
  })
  // One row, or none: nobody entered seats, or the reader sees own teams alone.
  const [seats] = await analyses.seat_utilisation.rows(reader, { filters: uncompared(inside) })
  return { whole, buckets, seats }
}

/** A year of days that ends with the period, which is bracketed in it. */
async function readCalendar(reader: ScopedReader, { inside }: Question) {
  const period = { from: addDays(bucketStart('week', inside.to), -7 * WEEKS), to: inside.to }
  const { rows } = await askRows(reader, {
    metrics: ['active_learners'],
    by: ['day'],
    filters: { ...uncompared(inside), ...period },
  })
  return { ...period, rows }
}

/** Of today, whatever the period: whoever asks for another period asks the same. */
function ofToday({ inside }: Question, reader: ScopedReader): Filters {
  const newest = newestDay(dayOf(new Date()), reader.asOf)
  return {
    ...uncompared(inside),
    grain: 'month',
    from: addMonths(bucketStart('month', newest), 1 - MONTHS),
    to: newest,
  }
}

async function readRetention(reader: ScopedReader, question: Question) {
  const filters = ofToday(question, reader)
  return { from: filters.from, to: filters.to, cells: await analyses.retention.rows(reader, { filters }) }
}

/** Members who learned in the month before the last one, and not since. */
async function readQuiet(reader: ScopedReader, question: Question) {
  const filters = ofToday(question, reader)
  const [all, ...teams] = await analyses.inactive_learners_by_team.rows(reader, {
    filters,
    parameters: { lately: 'yes' },
  })
  const people = reader.scope.learnerRows
    ? await analyses.inactive_learners.rows(reader, {
        filters,
        parameters: { lately: 'yes', most: String(MOST_PEOPLE) },
      })
    : null
  return { all: all ?? null, teams, people }
}

const ofPeriod = {
  technologies: readTechnologies,
  teams: readTeams,
  sources: readSources,
  regularity: readRegularity,
  mix: readMix,
  calendar: readCalendar,
  onSkilljar: (reader: ScopedReader, { inside }: Question) => readOnSkilljar(reader, inside),
  technologyMovers: readTechnologyMovers,
  courseMovers: (reader: ScopedReader, { inside }: Question) => readCourseMovers(reader, inside),
}

const standing = {
  attention: (reader: ScopedReader, question: Question) => readAttention(reader, ofToday(question, reader)),
  quiet: readQuiet,
  retention: readRetention,
}

/** In the order in which they are read. */
export const overviewCards = { ...ofPeriod, ...standing }

export const readOverviewStart = (reader: ScopedReader, question: Question) => readFrame(reader, question)

/** All that is about the period. */
export async function readOverview(reader: ScopedReader, question: Question): Promise<void> {
  await readOverviewStart(reader, question)
  for (const read of Object.values(ofPeriod)) await read(reader, question)
}

/** All that is about today: the same for every period. */
export async function readOverviewToday(reader: ScopedReader, question: Question): Promise<void> {
  for (const read of Object.values(standing)) await read(reader, question)
}

function keysOf<K>(movers: Movers<K> | null): K[] {
  return movers ? [...movers.rises, ...movers.falls].map(({ key }) => key) : []
}
