/** Lists of what one person did: one row per thing, put together from its events. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Fact } from '@/lib/metrics/fact'
import { defineList, type Analysis, type AnalysisColumn, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { contentOf, isoOf, personParameter, readOfPerson } from './event'

interface ListColumn extends AnalysisColumn {
  /** Over the events of a thing. */
  readonly value: RawBuilder<unknown>
}

interface ListOfEvents extends Pick<Analysis, 'label' | 'description' | 'formula' | 'readFrom' | 'leftOut'> {
  readonly events: Fact
  readonly columns: readonly ListColumn[]
  /** Things that are listed although nothing happened to them in the period. */
  readonly also?: RawBuilder<boolean>
}

/** Values that all events of a thing share. */
export const the = {
  detail: sql`max(fact.detail)`,
  amount: sql`max(fact.amount)::float8`,
  ofAmount: sql`max(fact.of_amount)::float8`,
}

export const day = (name: string, label: string, event: string): ListColumn => ({
  name,
  label,
  kind: 'day',
  value: sql`(max(fact.day) filter (where fact.event = ${event}))::text`,
})

export const moment = (name: string, label: string, event: string): ListColumn => ({
  name,
  label,
  kind: 'time',
  value: isoOf(sql`max(fact.at) filter (where fact.event = ${event})`),
})

/** Of several such events the first. */
export const firstMoment = (name: string, label: string, event: string): ListColumn => ({
  name,
  label,
  kind: 'time',
  value: isoOf(sql`min(fact.at) filter (where fact.event = ${event})`),
})

/** What the events say beside: text as it is, numbers where they are some. */
const note = (name: string) => sql`fact.notes ->> ${name}::text`

export const noted = (name: string, label: string): ListColumn => ({
  name,
  label,
  kind: 'text',
  value: sql`max(${note(name)})`,
})

export const notedDay = (name: string, label: string): ListColumn => ({ ...noted(name, label), kind: 'time' })

export const notedNumber = (name: string, label: string, format: ListColumn['format'] & string): ListColumn => ({
  name,
  label,
  kind: 'number',
  format,
  value: sql`max((${note(name)})::float8)`,
})

/** Of the newest such event that says something. */
export const newest = (event: string, value: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  (array_agg(${value} order by fact.at desc nulls last, fact.day desc, ${value}) filter (where fact.event = ${event} and (${value}) is not null))[1]`

export function listOf({ events, columns, also, ...described }: ListOfEvents): Analysis {
  const own = columns.map(({ value: _, ...column }) => column)
  return defineList({
    ...described,
    columns: [
      { name: 'content', label: 'Content', kind: 'text' },
      { name: 'content_name', label: 'Content title', kind: 'text' },
      ...own,
    ],
    parameters: personParameter,
    learnerRows: true,
    statement(reader: ScopedReader, query: AnalysisQuery) {
      const { rows, inPeriod } = readOfPerson(reader, query)
      const happened = sql`${inPeriod} and not fact.stands`
      const values = columns.map(({ name, value }) => sql`${value} as ${sql.id(name)}`)
      return sql<AnalysisRow>`
        select ${contentOf} as content, max(fact.title) as content_name, ${sql.join(values)}
        from ${rows(events)}
        group by fact.source, fact.content_type, fact.content_id, fact.thing
        having bool_or(${happened}) ${also ? sql`or ${also}` : sql``}
        order by max(fact.day) filter (where ${happened}) desc nulls last, max(fact.day) filter (where not fact.stands) desc nulls last,
          max(fact.title), fact.thing`
    },
  })
}
