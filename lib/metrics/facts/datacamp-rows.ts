/** What the rows of DataCamp's facts have in common: whose they are, what moment the data speaks of, days written as numbers. */
import { sql, type RawBuilder } from 'kysely'
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

/** Where one person is asked about, the lines of their accounts, by the index that mirrors have of users; else all lines. */
export function ofAsked({ person }: Pick<Context, 'person'>, user: string): RawBuilder<boolean> {
  if (person === undefined || person < 0) return sql`true`
  const accounts = sql`select from mart.identity where person_id = ${person}::bigint and source = 'datacamp'`
  return sql`(${sql.ref(user)} = any(array(
    select source_id::bigint from mart.identity
    where person_id = ${person}::bigint and source = 'datacamp' and source_id <> ''))
    or ${sql.ref(user)} is null and exists (${accounts} and source_id = ''))`
}

/** The moment that DataCamp's data speaks of, in UTC; null: never refreshed. */
export function loadedAt({ asOf }: Pick<Context, 'asOf'>): RawBuilder<unknown> {
  return sql`(${asOf.datacamp}::timestamptz at time zone 'UTC')`
}

/** DataCamp writes days as numbers (20260131); null where the calendar has no such day. */
export function dayOfNumber(column: string): RawBuilder<string | null> {
  const number = sql.ref(column)
  const firstOfMonth = sql`make_date((${number} / 10000)::int, (${number} / 100 % 100)::int, 1)`
  return sql`case when ${number} between 10000101 and 99991231 and ${number} / 100 % 100 between 1 and 12 then
    case when ${number} % 100 between 1 and extract(day from ${firstOfMonth} + interval '1 month - 1 day')
      then ${firstOfMonth} + (${number} % 100 - 1)::int end end`
}

/** The number of a day: they order as days do. */
export function numberOfDay(day: string): number {
  return Number(day.replaceAll('-', ''))
}

/** Text that means something; blank is nothing. */
export function filled(column: string): RawBuilder<string | null> {
  return sql`nullif(trim(${sql.ref(column)}), '')`
}
