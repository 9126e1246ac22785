/** PostgreSQL's types as Parquet's, and cells as values of them. Times are UTC throughout. */
import type { SchemaElement } from 'hyparquet'
import pg from 'pg'
import type { FieldDef } from 'pg'

const { builtins } = pg.types

export type Value = string | number | bigint | boolean | null

export interface Column {
  readonly schema: SchemaElement
  readonly read: (cell: string) => Value
}

const DAY_MS = 86_400_000
const DAY_LENGTH = '2026-02-28'.length
const SECOND_LENGTH = '2026-02-28 23:59:59'.length

const plain: Readonly<Record<number, { shape: Omit<SchemaElement, 'name'>; read: (cell: string) => Value }>> = {
  [builtins.BOOL]: { shape: { type: 'BOOLEAN' }, read: (cell) => cell === 't' },
  [builtins.INT2]: { shape: { type: 'INT32' }, read: Number },
  [builtins.INT4]: { shape: { type: 'INT32' }, read: Number },
  [builtins.INT8]: { shape: { type: 'INT64' }, read: BigInt },
  [builtins.FLOAT4]: { shape: { type: 'DOUBLE' }, read: Number },
  [builtins.FLOAT8]: { shape: { type: 'DOUBLE' }, read: Number },
  [builtins.DATE]: { shape: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } }, read: daysOf },
  [builtins.TIMESTAMP]: { shape: moment(), read: microsOf },
  [builtins.TIMESTAMPTZ]: { shape: moment(), read: microsOf },
}

const text: Omit<SchemaElement, 'name'> = {
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
  logical_type: { type: 'STRING' },
}

export function columnOf({ name, dataTypeID, dataTypeModifier }: FieldDef): Column {
  const known = dataTypeID === builtins.NUMERIC ? decimal(dataTypeModifier) : plain[dataTypeID]
  const { shape, read } = known ?? { shape: text, read: (cell: string) => cell }
  return { schema: { name, repetition_type: 'OPTIONAL', ...shape }, read }
}

function moment(): Omit<SchemaElement, 'name'> {
  const logical = { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' } as const
  return { type: 'INT64', converted_type: 'TIMESTAMP_MICROS', logical_type: logical }
}

/** Exact where the column says its digits; a number of no said size, such as a sum or a share, is a double. */
function decimal(modifier: number): { shape: Omit<SchemaElement, 'name'>; read: (cell: string) => Value } {
  const precision = ((modifier - 4) >> 16) & 0xffff
  const scale = (modifier - 4) & 0x7ff
  if (modifier < 4 || precision > 38 || scale > precision) return { shape: { type: 'DOUBLE' }, read: Number }
  const logical = { type: 'DECIMAL', precision, scale } as const
  const size = precision <= 18 ? { type: 'INT64' as const } : { type: 'FIXED_LEN_BYTE_ARRAY' as const, type_length: 16 }
  return {
    shape: { ...size, converted_type: 'DECIMAL', precision, scale, logical_type: logical },
    // PostgreSQL writes every digit of the scale; what is no number at all, it writes as a word.
    read: (cell) => (/^-?[\d.]+$/.test(cell) ? BigInt(cell.replace('.', '')) : null),
  }
}

/** Null: infinity, or a year before Christ or after 9999, which hardly any reader knows. */
function daysOf(cell: string): Value {
  const ms = cell.length === DAY_LENGTH ? Date.parse(cell) : NaN
  return Number.isNaN(ms) ? null : ms / DAY_MS
}

/** "2026-02-28 23:59:59.123456+00"; fractions and zone may be missing. */
function microsOf(cell: string): Value {
  if (cell[DAY_LENGTH] !== ' ' || cell.endsWith('BC')) return null
  const ms = Date.parse(`${cell.slice(0, DAY_LENGTH)}T${cell.slice(DAY_LENGTH + 1, SECOND_LENGTH)}Z`)
  if (Number.isNaN(ms)) return null
  const [fraction = ''] = cell[SECOND_LENGTH] === '.' ? cell.slice(SECOND_LENGTH + 1).split('+') : []
  const micros = Number(fraction.padEnd(6, '0'))
  const all = ms * 1_000 + micros
  return Number.isSafeInteger(all) ? BigInt(all) : BigInt(ms) * 1_000n + BigInt(micros)
}
