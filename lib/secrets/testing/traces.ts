/** Looks for planted secrets in whatever the product writes or says, in every way in which they may be written. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { pino } from 'pino'
import { log } from '@/lib/log'
import { writings } from '../known'

/** Holds nothing but ciphertexts: that they are some is looked at on its own. */
const SEALED: readonly { table: string; columns: readonly string[]; only?: string }[] = [
  { table: 'app.connector_secret', columns: ['sealed'] },
  { table: 'app.notification_target', columns: ['sealed_address', 'sealed_key'] },
  { table: 'app.setting', columns: ['value'], only: `key = 'secret.sentinel'` },
]

/** A secret unlike any text of the product, with characters that every encoding writes in its own way. */
export const planted = (name: string) => `${name}-"${randomUUID()}"\\<&>+/=%20$$'é`

/** Nothing that `text` holds gives a secret away; `place` names it where something does. */
export function assertNoTrace(secrets: readonly string[], place: string, text: string): void {
  for (const secret of secrets) {
    for (const form of writings(secret)) {
      const at = text.indexOf(form)
      assert.ok(at < 0, `${place} holds a secret: …${text.slice(Math.max(0, at - 80), at)}[here]`)
    }
  }
}

/** Every column of every table of the database but the sealed ciphertexts, by table. */
export async function dumpDatabase(pool: pg.Pool): Promise<ReadonlyMap<string, string>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
  )
  const dumped = new Map<string, string>()
  for (const { name } of tables) {
    const sealed = SEALED.filter(({ table }) => table === name)
    const shown = sealed.map(
      ({ columns, only = 'true' }) => `when ${only} then to_jsonb(t) - '{${columns.join()}}'::text[]`,
    )
    const row = shown.length > 0 ? `case ${shown.join(' ')} else to_jsonb(t) end` : 'to_jsonb(t)'
    const { rows } = await pool.query<{ row: string; bytes: string }>(
      `select (${row})::text as row, case when ${shown.length} = 0 then t::text else '' end as bytes from ${name} t`,
    )
    dumped.set(name, rows.map(({ row: json, bytes }) => `${json}\n${bytes}`).join('\n'))
  }
  return dumped
}

/** Every line that this process logs from now on, down to the smallest. */
export function captureLog(): () => string {
  let text = ''
  Object.assign(log, { level: 'trace', [pino.symbols.streamSym]: { write: (line: string) => void (text += line) } })
  return () => text
}

/** An error as a careless program would print it, with everything that hangs on it. */
export function everythingOf(error: unknown): string {
  const seen = new Set<unknown>()
  const parts: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value === 'string') parts.push(value)
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    for (const name of Object.getOwnPropertyNames(value)) walk((value as Record<string, unknown>)[name])
  }
  walk(error)
  return parts.join('\n')
}
