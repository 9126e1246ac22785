/** Reads through a reader the way a refresh does. */
import assert from 'node:assert/strict'
import { SourceError, type RawRow, type Reader, type ReadResult, type SourceTable } from '../types'

export const signal = new AbortController().signal

export interface WholeTable {
  readonly rows: RawRow[]
  readonly result: ReadResult
}

export async function readTable(reader: Reader, source: SourceTable, since: string | null = null): Promise<WholeTable> {
  const rows: RawRow[] = []
  const batches = reader.read(source, { since, signal })
  for (;;) {
    const next = await batches.next()
    if (next.done) return { rows, result: next.value }
    rows.push(...next.value.rows)
  }
}

/** Pins, reads one table, confirms. */
export async function pinAndRead(reader: Reader, name: string, since: string | null = null): Promise<WholeTable> {
  const pinned = await reader.pin(signal)
  const source = pinned.tables.find((entry) => entry.table.name === name)
  assert.ok(source, `${name} was not delivered`)
  const whole = await readTable(reader, source, since)
  await reader.confirm(signal)
  return whole
}

/** Pins, reads every table to its end, confirms and closes. */
export async function readDelivery(reader: Reader): Promise<Record<string, RawRow[]>> {
  const pinned = await reader.pin(signal)
  const read: Record<string, RawRow[]> = {}
  for (const source of pinned.tables) {
    const { rows, result } = await readTable(reader, source)
    assert.equal(result.bytes, source.size)
    read[source.table.name] = rows
  }
  await reader.confirm(signal)
  await reader.close()
  return read
}

/** For assert.rejects: the code, what the message says, and that no secret or remote text is in it. */
export function failsWith(code: string, message: RegExp, secret = 'AKIA') {
  return (error: unknown) => {
    assert.ok(error instanceof SourceError, String(error))
    assert.equal(error.code, code, error.message)
    assert.match(error.message, message)
    assert.ok(!error.message.includes(secret) && !error.message.includes('remote text'))
    return true
  }
}
