/** What happened to one person, one row per event; each list and the timeline of a person's page are made of these. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { firstDay, lastDay } from '@/lib/filters/days'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { defineFact, type Context, type Db, type Fact, type FactRow } from '@/lib/metrics/fact'
import { loadedAt } from '@/lib/metrics/facts/skilljar-rows'
import type { Selection } from '@/lib/metrics/scope-rows'
import { factRows, selectionOf, type AnalysisQuery } from '../analysis'
import { refuseAggregates } from '../learner-rows'

export interface EventRow extends FactRow {
  title: string
  event: string
  /** UTC; null where the source has a day alone. */
  at: string | null
  /** What several events are of: an attempt, an assignment, an enrolment. */
  thing: string
  detail: string | null
  amount: number | null
  of_amount: number | null
  /** What else the source says of the event, as a JSON object: lists show it beside. */
  notes: unknown
  /** Where in Skilljar it belongs (lib/metrics/published). */
  published: string | null
  /** It did not happen: it is so on the day that the data speaks of. */
  stands: boolean
}

/** One kind of event; what is SQL here reads the columns that `from` brings. */
export interface EventSource {
  readonly event: string
  readonly source: 'datacamp' | 'skilljar'
  readonly type: string
  readonly id: RawBuilder<unknown>
  readonly title: RawBuilder<unknown>
  readonly technology?: RawBuilder<unknown>
  readonly from: RawBuilder<unknown>
  /** A moment, or where the source has none, a day. */
  readonly at?: RawBuilder<unknown>
  readonly day?: RawBuilder<unknown>
  /** Default: the content itself. */
  readonly thing?: RawBuilder<unknown>
  readonly detail?: RawBuilder<unknown>
  readonly amount?: RawBuilder<unknown>
  readonly ofAmount?: RawBuilder<unknown>
  readonly notes?: Readonly<Record<string, RawBuilder<unknown>>>
  /** Default: of a Skilljar course the course itself. */
  readonly published?: RawBuilder<unknown>
  readonly stands?: true
  /** Whether the row is such an event. */
  readonly when?: RawBuilder<boolean>
}

const nothing = sql`null`

export function eventRows(context: Context, rows: EventSource): RawBuilder<EventRow> {
  const { event, source, type, id, title, technology = nothing, from, at = nothing, thing, when = sql`true` } = rows
  const {
    stands = false,
    day = stands ? sql`${loadedAt(context)}::date` : sql`(${at})::date`,
    detail = nothing,
    amount = nothing,
    ofAmount = nothing,
    notes = {},
  } = rows
  const { published = source === 'skilljar' && type === 'course' ? sql`'course/' || ${id}` : nothing } = rows
  const noted = Object.entries(notes).flatMap(([name, value]) => [sql`${name}::text`, value])
  const key = sql`coalesce((${id})::text, '')`
  return sql`(
    select ${day} as day, ${context.person}::bigint as person_id, ${source}::text as source, ${type}::text as content_type, ${key} as content_id,
      (${technology})::text as technology,
      case when ${key} = '-1' and ${source}::text = 'datacamp' then 'Deleted content'
        else coalesce((${title})::text, trim('Unknown ' || ${type}::text || ' ' || ${key})) end as title,
      ${event}::text as event, (${at})::timestamp as at, ${thing ?? sql`${source}::text || '/' || ${type}::text || '/' || ${key}`} as thing,
      (${detail})::text as detail, (${amount})::float8 as amount, (${ofAmount})::float8 as of_amount,
      ${noted.length === 0 ? sql`null::jsonb` : sql`jsonb_build_object(${sql.join(noted)})`} as notes, (${published})::text as published,
      ${stands}::boolean as stands
    from ${from}
    where ${day} is not null and ${when})`
}

type EventSources = (context: Context) => readonly RawBuilder<EventRow>[]

export function eventFact(name: string, description: string, sources: EventSources): Fact {
  return defineFact(
    (db: Db, context: Context) =>
      db.selectFrom(sql<EventRow>`(${sql.join(sources(context), sql` union all `)})`.as('happened')).selectAll(),
    { name, description, published: 'published', metrics: {} },
  )
}

export const personParameter = {
  person: { description: 'Number of the person, as answers by person have it.', required: true },
} as const

interface PersonRead {
  readonly person: number
  /** All days: what a period shows may have begun before it. */
  readonly everything: Selection
  /** As `from ${rows}`: the events that the filters and the scope leave, of all days, as "fact". */
  readonly rows: (fact: Fact) => RawBuilder<unknown>
  readonly inPeriod: RawBuilder<boolean>
}

export function readOfPerson(reader: ScopedReader, query: AnalysisQuery): PersonRead {
  refuseAggregates(reader)
  const text = query.parameters?.['person'] ?? ''
  if (!/^[1-9]\d{0,14}$/.test(text)) {
    throw new InvalidFilter('person', `person: "${text}" is no number of a person; a list of people has them.`)
  }
  const person = Number(text)
  const { from, to } = query.filters
  const everything = { ...selectionOf(reader, query), person, period: { from: firstDay, to: lastDay } }
  return {
    person,
    everything,
    rows: (fact) => factRows(reader, fact, everything),
    inPeriod: sql`fact.day between ${from}::date and ${to}::date`,
  }
}

/** "skilljar/quiz/12", as answers have it. */
export const contentOf = sql`fact.source || '/' || fact.content_type || '/' || fact.content_id`

/** A moment as ISO text in UTC, or the day where there is no more. */
export const isoOf = (at: RawBuilder<unknown>) => sql`to_char(${at}, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
