/** How Skilljar's values are written as text: for reading (COPY), and for checksums, where each must be written as the mirror writes it. */
import { escapeIdentifier } from 'pg'
import type { Kind } from '@/lib/catalogue/types'
import type { SourceColumn } from './discover'

/** One spelling per value, whatever the source's types and settings: UTC without zone, no padding. */
export function copied({ name, type }: SourceColumn): string {
  const column = escapeIdentifier(name)
  if (type === 'timestamptz') return `${column} at time zone 'UTC'`
  if (type === 'bpchar') return `${column}::text`
  if (type === 'money') return `${column}::numeric`
  return column
}

const texts = ['text', 'varchar', 'bpchar']
const wholes = ['int2', 'int4', 'int8']
const moments = ['timestamp', 'timestamptz', 'date']

/**
 * SQL of the value as the mirror's column of this kind would write it; null: not foreseeable. Where a value is written
 * otherwise all the same ("50.0" for 50), its day is read again, which is right and only slower.
 */
export function written(column: SourceColumn, kind: Kind): string | null {
  const { type } = column
  const value = copied(column)
  if (texts.includes(type)) return writtenText(`(${value})::text`, kind)
  if (wholes.includes(type)) return kind === 'boolean' ? truth(`${value}::text`) : `${value}::text`
  if (type === 'numeric') {
    if (kind !== 'integer' && kind !== 'bigint') return `${value}::text`
    return `case when ${value} = trunc(${value}) then trunc(${value})::text else ${value}::text end`
  }
  if (type === 'bool') return truth(`${value}::text`)
  if (type === 'uuid') return `${value}::text`
  if (!moments.includes(type)) return null
  if (kind === 'timestamp') return `(${value})::timestamp::text`
  if (kind === 'date') return `left((${value})::text, 10)`
  return `(${value})::text`
}

/** The empty text means nothing; so does "NA", but not as text, where it may be a name (lib/catalogue/coerce.ts). */
function writtenText(value: string, kind: Kind): string {
  if (kind === 'text') return `nullif(${value}, '')`
  const filled = `nullif(nullif(${value}, ''), 'NA')`
  return kind === 'boolean' ? truth(filled) : filled
}

function truth(value: string): string {
  return `case when lower(${value}) in ('t', 'true', '1') then 't' when lower(${value}) in ('f', 'false', '0') then 'f' else ${value} end`
}
