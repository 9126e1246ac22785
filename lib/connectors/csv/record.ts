/** One record by itself, as the quarantine keeps it: understood exactly as in the stream it came from. */
import type { BrokenRecord, RawRow } from '../types'
import { CsvParser } from './parser'

export type ParsedRecord = { readonly fields: RawRow } | { readonly broken: BrokenRecord }

// A lone carriage return before it stays what it was: part of the record.
const lineEnd = Buffer.from('\r\n')

export interface RecordPlace {
  /** File key, for messages. */
  readonly object: string
  readonly line: number
  readonly offset: number
}

/** `raw`: without its line end; the fields come in the order of `header`, empty ones as null. */
export function parseRecord(raw: Buffer, header: readonly string[], place: RecordPlace): ParsedRecord {
  const { object, line, offset } = place
  const parser = new CsvParser({ object, width: header.length, positions: header.map((_, index) => index) }, place)
  const { rows, broken } = parser.push(Buffer.concat([raw, lineEnd]))
  const [fields] = rows
  const [rejected] = broken
  if (fields && rows.length === 1 && !rejected) return { fields }
  if (rejected && broken.length === 1 && !fields) return { broken: rejected }
  const message = `${object}, line ${line}: what was kept is not one whole record.`
  return { broken: { raw, reason: 'malformed_csv', message, line, offset } }
}
