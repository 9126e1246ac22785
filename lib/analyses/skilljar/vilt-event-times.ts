/** At which hours of the week live training begins. Events are nobody's, so that nothing is hidden. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { contextOf } from '@/lib/metrics/compile'
import { events, viltEvents } from '@/lib/metrics/facts/vilt-events'
import { readSessions } from '@/lib/metrics/facts/vilt-sessions'
import { readRows } from '@/lib/metrics/read-rows'
import { conditionsOfContent } from '@/lib/metrics/scope-rows'
import { defineAnalysis, selectionOf, type AnalysisQuery, type AnalysisRow } from '../analysis'

export const viltEventTimes = defineAnalysis({
  label: 'Hours of the week of live training',
  description: 'How many events of the period begin at each hour of the week, in UTC.',
  formula: 'Events by weekday (1 is Monday) and hour of starts_at, of sessions without cancelled_at.',
  readFrom: readSessions,
  leftOut: ['Cancelled sessions.', 'Teams are no filter here: sessions are of no team.'],
  columns: [
    { name: 'weekday', label: 'Weekday', kind: 'number', format: 'count' },
    { name: 'hour', label: 'Hour (UTC)', kind: 'number', format: 'count' },
    { name: 'events', label: 'Events', kind: 'number', format: 'count' },
  ],
  rows(reader: ScopedReader, query: AnalysisQuery) {
    const { from, to } = query.filters
    const statement = sql<AnalysisRow>`
      select extract(isodow from fact.starts_at)::int as weekday, extract(hour from fact.starts_at)::int as hour, count(*)::int as events
      from ${events(contextOf(selectionOf(reader, query)))} as fact
      where fact.session_state <> 'cancelled' and fact.starts_at::date between ${from}::date and ${to}::date
        and ${sql.join([sql`true`, ...conditionsOfContent(viltEvents, query.filters)], sql` and `)}
      group by weekday, hour
      order by weekday, hour`
    return readRows<AnalysisRow>(reader, statement.compile(reader.db))
  },
})
