/** What the rows of DataCamp's facts have in common: whose they are, what moment the data speaks of, days written as numbers. */
import { sql, type RawBuilder } from 'kysely'
import { addDays } from '@/lib/filters/days'
import type { Context } from '../fact'

/** Joins the account of a user; `personOf` the same column reads from it. */
export function accountOf(user: string): RawBuilder<unknown> {
  return sql`left join mart.identity as account
    on account.source = 'datacamp' and account.source_id = coalesce(${sql.ref(user)}::text, '')`
}

/** A user whom no account knows is a person of their own, with a number below zero, so that no row is dropped. */
export function personOf(user: string): RawBuilder<number> {
  return sql`coalesce(account.person_id, -coalesce(${sql.ref(user)}, 0))`
}

/** Where one person or some teams are asked about, the lines of their accounts, by the index that mirrors have of users; else all. */
export function ofAsked(context: Pick<Context, 'person' | 'teams'>, user: string): RawBuilder<boolean> {
  const people = peopleAsked(context)
  if (people === undefined) return sql`true`
  const accounts = sql`select from mart.identity where ${people} and source = 'datacamp'`
  return sql`(${sql.ref(user)} = any(array(
    select source_id::bigint from mart.identity
    where ${people} and source = 'datacamp' and source_id <> ''))
    or ${sql.ref(user)} is null and exists (${accounts} and source_id = ''))`
}

/** Undefined: everybody, or a user whom no account knows. */
function peopleAsked({ person, teams }: Pick<Context, 'person' | 'teams'>): RawBuilder<boolean> | undefined {
  if (person !== undefined) return person < 0 ? undefined : sql`person_id = ${person}::bigint`
  if (teams === undefined) return undefined
  return sql`person_id in (select asked.person_id from mart.person_team as asked where asked.team_id = any(${teams}::bigint[]))`
}

/** The moment that DataCamp's data speaks of, in UTC; null: never refreshed. */
export function loadedAt({ asOf }: Pick<Context, 'asOf'>): RawBuilder<unknown> {
  return sql`(${asOf.datacamp}::timestamptz at time zone 'UTC')`
}

/** Whether a moment lies in the period, in words that an index of the column answers. */
export function inPeriod(moment: string, { from, to }: Pick<Context, 'from' | 'to'>): RawBuilder<boolean> {
  return sql`(${sql.ref(moment)} >= ${from}::timestamp and ${sql.ref(moment)} < ${addDays(to, 1)}::timestamp)`
}

/** DataCamp writes days as numbers (20260131); null where the calendar has no such day. Most need no look at how long their month is. */
export function dayOfNumber(column: string): RawBuilder<string | null> {
  const number = sql.ref(column)
  const [year, month, day] = [
    sql`(${number} / 10000)::int`,
    sql`(${number} / 100 % 100)::int`,
    sql`(${number} % 100)::int`,
  ]
  return sql`case when ${number} between 10000101 and 99991231 and ${number} / 100 % 100 between 1 and 12 then
    case when ${number} % 100 between 1 and 28 or ${number} % 100 between 29 and
        extract(day from make_date(${year}, ${month}, 1) + interval '1 month - 1 day')
      then make_date(${year}, ${month}, ${day}) end end`
}

/**
 * Whether a number is a day no later than that of a moment, both of the years from 1000 to 9999. Days up to the 28th, most of
 * them, are told by their number alone.
 */
export function isDayUpTo(column: string, moment: string): RawBuilder<boolean> {
  const [number, at] = [sql.ref(column), sql.ref(moment)]
  return sql`${number} between 10000101 and (date_part('year', ${at}) * 10000 + date_part('month', ${at}) * 100 + date_part('day', ${at}))::bigint
    and case when ${number} % 100 between 1 and 28 then ${number} / 100 % 100 between 1 and 12 else ${dayOfNumber(column)} is not null end`
}

/** The number of a day: they order as days do. */
export function numberOfDay(day: string): number {
  return Number(day.replaceAll('-', ''))
}

/** Text that means something; blank is nothing. */
export function filled(column: string): RawBuilder<string | null> {
  return sql`nullif(trim(${sql.ref(column)}), '')`
}
