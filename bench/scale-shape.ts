/** A question in the product's words and in plain SQL over the star; both are asked, and must say the same. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { defaultFilters, type Filters, type Period } from '@/lib/filters/filters'
import { askCompiled, cellsFor } from '@/lib/metrics/ask'
import { cellsOf } from '@/lib/metrics/compile'
import type { PeerRow } from './scale-peers'

const measures = {
  xp: 'sum(xp)',
  learning_hours: 'coalesce(sum(time_spent), 0)',
  active_learners: 'count(distinct fact.user_id)',
} as const
const keys = {
  day: 'day',
  week: 'week_start_date',
  technology: 'technology',
  team: 'team_id',
} as const

export type Measure = keyof typeof measures
export type Key = keyof typeof keys

export interface Shape {
  readonly name: string
  readonly metrics: readonly Measure[]
  readonly by?: readonly Key[]
  readonly period: Period
  readonly teams?: readonly number[]
  readonly technologies?: readonly string[]
  /** The most of the first metric. */
  readonly first?: number
  /** Too many rows for one page. */
  readonly isTable?: true
}

const dateId = (day: string) => Number(day.replaceAll('-', ''))

/** Only for shapes of our own: nothing in it comes from outside. */
export function peerSql({ metrics, by = [], period, teams, technologies, first }: Shape): string {
  const byTeam = by.includes('team')
  const during = 'member.user_id = fact.user_id and fact.date_id >= member.joined_id and fact.date_id < member.left_id'
  const ofTeams = teams === undefined ? '' : `member.team_id in (${teams.join(', ')})`
  const columns = [
    ...by.map((name) => `${keys[name]} as "${name}"`),
    ...metrics.map((name) => `${measures[name]} as ${name}`),
  ]
  const joins = [
    by.includes('technology') || technologies ? 'join course_dim using (course_id)' : '',
    by.includes('day') || by.includes('week') ? 'join date_dim using (date_id)' : '',
    byTeam ? `join bridge member on ${during}` : '',
  ]
  const conditions = [
    `fact.date_id between ${dateId(period.from)} and ${dateId(period.to)}`,
    technologies ? `technology in (${technologies.map((name) => `'${name}'`).join(', ')})` : '',
    teams === undefined ? '' : byTeam ? ofTeams : `exists (select 1 from bridge member where ${during} and ${ofTeams})`,
  ]
  const order =
    first === undefined ? '' : `order by ${metrics[0]} desc, ${by.map((name) => `"${name}"`).join(', ')} limit ${first}`
  return `select ${columns.join(', ')} from course_fact fact ${joins.join(' ')} where ${conditions.filter(Boolean).join(' and ')}
    ${by.length > 0 ? `group by ${by.map((name) => keys[name]).join(', ')}` : ''} ${order}`
}

/** A page of a table: the newest bucket or the last group first, and how many rows there are. */
export const pageSql = (shape: Shape, rows: number) =>
  `select *, count(*) over () as row_count from (${peerSql(shape)}) as answer
   order by ${(shape.by ?? []).map((name, at) => `"${name}"${at === 0 ? ' desc' : ''}`).join(', ')} limit ${rows}`

export function filtersOf({ period, teams = [], technologies = [] }: Shape): Filters {
  return { ...defaultFilters(period.to), ...period, team: teams, technology: technologies, compare: 'none' }
}

export const queryOf = (shape: Shape) => ({ metrics: shape.metrics, by: shape.by ?? [], filters: filtersOf(shape) })

/** As a page asks it: compiled and read, in an open reader without a memory. */
export async function answer(reader: ScopedReader, shape: Shape): Promise<readonly PeerRow[]> {
  const [metric] = shape.metrics
  const ranked = shape.first !== undefined &&
    metric !== undefined && { sort: { by: metric, descending: true }, limit: shape.first }
  const { query } = askCompiled(reader, { ...queryOf(shape), ...ranked })
  return (await reader.db.executeQuery<PeerRow>(query)).rows
}

/** The compiled cells of a question, without names and reading order, as a part of a statement. */
export const cellsOfShape = (reader: ScopedReader, shape: Shape) => cellsOf(reader.db, cellsFor(reader, queryOf(shape)))

/** Reads every cell of an answer where it is made, and hands out one row. */
export const digestOf = (shape: Shape, rows: string) =>
  `select count(*) as answers, ${[
    ...shape.metrics.map((name) => `sum(${name}) as ${name}`),
    ...(shape.by ?? []).map((name) =>
      name === 'technology' ? `sum(length("${name}")) as letters` : `max("${name}") as "last_${name}"`,
    ),
  ].join(', ')} from (${rows}) as answer`

export async function answerDigest(reader: ScopedReader, shape: Shape): Promise<PeerRow> {
  const [before = '', after = ''] = digestOf(shape, '|').split('|')
  const statement = sql<PeerRow>`${sql.raw(before)}${cellsOfShape(reader, shape)}${sql.raw(after)}`
  const { rows } = await statement.execute(reader.db)
  return rows[0] ?? {}
}

/** Throws where two answers differ; hours may differ by what rounding each of their rows to six decimals takes. */
export function assertSame(
  shape: Shape,
  ours: readonly PeerRow[],
  theirs: readonly PeerRow[],
  whose: string,
  tolerance = 1e-5,
): void {
  const named = (rows: readonly PeerRow[], divide: boolean) =>
    new Map(
      rows.map((row) => [
        (shape.by ?? []).map((name) => String(row[name]).slice(0, 40)).join(' / '),
        shape.metrics.map((name) => Number(row[name] ?? 0) / (divide && name === 'learning_hours' ? 3_600 : 1)),
      ]),
    )
  const [mine, other] = [named(ours, false), named(theirs, true)]
  const isSame = (value: number, theirs: number | undefined) =>
    theirs !== undefined && Math.abs(value - theirs) <= tolerance
  const differs = [...mine].filter(([key, values]) => !values.every((value, at) => isSame(value, other.get(key)?.[at])))
  if (mine.size === other.size && differs.length === 0) return
  const [key, values] = differs[0] ?? []
  throw new Error(
    `${shape.name}: ${mine.size} rows, ${whose} has ${other.size}, ${differs.length} differ: ${key} is ${String(values)} and ${String(other.get(key ?? ''))}.`,
  )
}
