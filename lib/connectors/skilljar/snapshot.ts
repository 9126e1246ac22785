/** One state of the source to read from: a read-only transaction with settings under which values have one spelling. */
import { SourceError } from '../types'
import type { Session, SessionLimits } from './session'

export async function beginSnapshot(
  { client }: Session,
  limits: SessionLimits,
): Promise<{ now: string; version: string }> {
  // A second snapshot starts anew.
  await client.query('rollback')
  await client.query('set default_transaction_read_only = on')
  await client.query('begin isolation level repeatable read read only')
  const settings = {
    TimeZone: 'UTC',
    DateStyle: 'ISO, YMD',
    client_encoding: 'UTF8',
    statement_timeout: String(limits.statementMs),
    idle_in_transaction_session_timeout: String(limits.statementMs),
    lock_timeout: '60s',
    extra_float_digits: '1',
    bytea_output: 'hex',
  }
  await client.query(
    'select set_config(name, value, true) from unnest($1::text[], $2::text[]) as setting (name, value)',
    [Object.keys(settings), Object.values(settings)],
  )
  const { rows } = await client.query<{ now: string; version: string; readonly: string }>(
    `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') as now,
            current_setting('server_version') as version, current_setting('transaction_read_only') as readonly`,
  )
  const clock = rows[0]
  if (clock?.readonly !== 'on') throw new SourceError('permission', 'The source did not grant a read-only transaction.')
  return clock
}

/** What the source cannot do: too slow, text that it cannot convert, a function that it does not allow. */
const unable = /^(57014|22|42|0A|54)/

/** Asks in a savepoint, so that a refusal leaves the snapshot as it was; null: refused, or not answered within the limit. */
export async function attempt({ client }: Session, sql: string, limitMs: number) {
  await client.query(`savepoint attempt; set local statement_timeout = ${Math.round(limitMs)}`)
  try {
    const { rows } = await client.query<Record<string, string | null>>(sql)
    await client.query('rollback to savepoint attempt')
    return rows
  } catch (error) {
    if (!unable.test(String((error as { code?: unknown }).code))) throw error
    await client.query('rollback to savepoint attempt')
    return null
  }
}
