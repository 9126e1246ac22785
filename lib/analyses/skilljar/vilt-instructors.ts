/** Who holds live training over which account, what they held, and what they have still to hold. Nobody's rows. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { contextOf } from '@/lib/metrics/compile'
import { loadedAt } from '@/lib/metrics/facts/skilljar-rows'
import { readSessions, sessions, viltSessions } from '@/lib/metrics/facts/vilt-sessions'
import { isNarrowed } from '@/lib/metrics/narrowed'
import { readRows } from '@/lib/metrics/read-rows'
import { conditionsOfContent } from '@/lib/metrics/scope-rows'
import { accountNames } from '@/lib/metrics/session-places'
import { defineAnalysis, selectionOf, type AnalysisQuery, type AnalysisRow } from '../analysis'

export const viltInstructors = defineAnalysis({
  label: 'Instructors and their accounts',
  description: 'Each instructor with the account they teach over: sessions of the period, and those still to come.',
  formula:
    'Sessions by vilt_account_id and instructor_name (blanks and capitals apart), beside the calendar accounts of the same two; to come: not cancelled and not begun at the moment of the data, whatever the period.',
  readFrom: [
    'skilljar.vilt_session.instructor_name',
    'skilljar.vilt_session.vilt_account_id',
    'skilljar.vilt_calendar_account.instructor_name',
    'skilljar.vilt_calendar_account.active',
    'skilljar.vilt_account.vilt_account_type',
    ...readSessions,
  ],
  leftOut: ['Teams are no filter here: sessions are of no team.'],
  columns: [
    { name: 'instructor', label: 'Instructor', kind: 'text' },
    { name: 'account', label: 'Account', kind: 'text' },
    { name: 'is_active', label: 'In use', kind: 'boolean' },
    { name: 'held', label: 'Held', kind: 'number', format: 'count' },
    { name: 'cancelled', label: 'Cancelled', kind: 'number', format: 'count' },
    { name: 'ahead', label: 'To come', kind: 'number', format: 'count' },
    { name: 'next_on', label: 'Next on', kind: 'day' },
  ],
  rows(reader: ScopedReader, query: AnalysisQuery) {
    const { filters } = query
    const context = contextOf(selectionOf(reader, query))
    const inPeriod = sql`fact.day between ${filters.from}::date and ${filters.to}::date`
    const isAhead = sql`fact.session_state = 'planned' and fact.starts_at > ${loadedAt(context)}`
    const statement = sql<AnalysisRow>`
      with taught as (
        select coalesce(nullif(trim(fact.account), ''), '') as account, coalesce(lower(fact.instructor), '') as who,
          min(fact.instructor) as instructor, count(*) filter (where ${inPeriod} and fact.is_held)::int as held,
          count(*) filter (where ${inPeriod} and fact.is_cancelled)::int as cancelled, count(*) filter (where ${isAhead})::int as ahead,
          (min(fact.starts_at) filter (where ${isAhead}))::date::text as next_on
        from ${sessions(context)} as fact
        where ${sql.join([sql`true`, ...conditionsOfContent(viltSessions, filters)], sql` and `)}
        group by 1, 2
      ), listed as (
        select coalesce(nullif(trim(vilt_account_id), ''), '') as account, coalesce(lower(trim(instructor_name)), '') as who,
          min(nullif(trim(instructor_name), '')) as instructor, bool_or(active) as is_active
        from skilljar.vilt_calendar_account
        group by 1, 2
      )
      select coalesce(taught.instructor, listed.instructor) as instructor,
        case when coalesce(taught.account, listed.account) <> '' then coalesce(named.name, 'Unknown account') end as account,
        listed.is_active, coalesce(taught.held, 0) as held, coalesce(taught.cancelled, 0) as cancelled,
        coalesce(taught.ahead, 0) as ahead, taught.next_on
      from taught
      full join listed on listed.account = taught.account and listed.who = taught.who
      left join ${accountNames} as named on named.vilt_account_id = coalesce(taught.account, listed.account)
      where taught.held + taught.cancelled + taught.ahead > 0 or (listed.who is not null and not ${isNarrowed(filters)}::boolean)
      order by coalesce(taught.held, 0) desc, coalesce(taught.ahead, 0) desc, lower(coalesce(taught.instructor, listed.instructor, '')),
        coalesce(taught.account, listed.account)`
    return readRows<AnalysisRow>(reader, statement.compile(reader.db))
  },
})
