/** One row of the quarantine into the fields that its source gave it, by the parsers of the sources. */
import { isUtf8 } from 'node:buffer'
import { parseRecord } from '@/lib/connectors/csv/record'
import { copyFields } from '@/lib/connectors/skilljar/copy-text'
import type { BrokenRecord, RawRow } from '@/lib/connectors/types'

export interface QuarantinedRecord {
  readonly id: number
  readonly format: string
  readonly header: readonly string[] | null
  readonly raw: Buffer
  readonly object: string | null
  readonly line: number | null
  /** Of a row that is kept as JSON: its values as text. */
  readonly fields: Readonly<Record<string, string | null>> | null
}

type Problem = Pick<BrokenRecord, 'reason' | 'message'>
export type Fields = { readonly fields: RawRow } | { readonly problem: Problem }

/** The names of a record's fields, in their order; null: they were not kept. */
export function namesOf({ format, header, fields }: QuarantinedRecord): readonly string[] | null {
  if (format !== 'json') return header
  const { extra, ...known } = fields ?? {}
  return [...Object.keys(known), ...Object.keys(extraOf(extra))].sort()
}

export function fieldsOf(record: QuarantinedRecord, names: readonly string[]): Fields {
  if (record.format === 'csv') return csvFields(record, names)
  if (record.format === 'copy') return databaseFields(record, names)
  const { extra, ...known } = record.fields ?? {}
  const values: Readonly<Record<string, string | null>> = { ...known, ...extraOf(extra) }
  return { fields: names.map((name) => values[name] ?? null) }
}

function extraOf(extra: string | null | undefined): Readonly<Record<string, string>> {
  return extra ? (JSON.parse(extra) as Record<string, string>) : {}
}

function csvFields({ raw, object, line }: QuarantinedRecord, names: readonly string[]): Fields {
  const parsed = parseRecord(raw, names, { object: object ?? 'The row', line: line ?? 1, offset: 0 })
  return 'fields' in parsed ? parsed : { problem: parsed.broken }
}

function databaseFields({ raw, object, line }: QuarantinedRecord, { length: width }: readonly string[]): Fields {
  const where = `${object ?? 'The row'}, row ${line ?? 1}: the record`
  if (!isUtf8(raw)) return { problem: { reason: 'not_utf8', message: `${where} is not UTF-8 text.` } }
  const fields = copyFields(raw.toString('utf8'))
  if (fields.length === width) return { fields }
  return {
    problem: { reason: 'column_count', message: `${where} has ${fields.length} fields where ${width} are named.` },
  }
}
