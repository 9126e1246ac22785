/** PostgreSQL's types as Parquet's, and cells as values of them. Times are UTC throughout. */
import type { SchemaElement } from 'hyparquet'
import pg from 'pg'
import type { FieldDef } from 'pg'
import type { Progress } from '../encoder'

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

export function columnOf({ name, dataTypeID, dataTypeModifier }: FieldDef, progress: Progress): Column {
  const known = dataTypeID === builtins.NUMERIC ? decimal(sizeOf(dataTypeModifier)) : plain[dataTypeID]
  const { shape, read } = known ?? { shape: text, read: (cell: string) => cell }
  return {
    schema: { name, repetition_type: 'OPTIONAL', ...shape },
    read(cell) {
      const value = read(cell)
      if (value === null) progress.missing += 1
      return value
    },
  }
}

function moment(): Omit<SchemaElement, 'name'> {
  const logical = { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' } as const
  return { type: 'INT64', converted_type: 'TIMESTAMP_MICROS', logical_type: logical }
}

interface Size {
  /** Digits in all. */
  readonly precision: number
  /** Of them, behind the point. */
  readonly scale: number
}

/** Of sums, averages and columns that say none: as many digits as Parquet's decimals have, on both sides of the point. */
const UNSAID: Size = { precision: 38, scale: 18 }

function sizeOf(modifier: number): Size {
  const precision = ((modifier - 4) >> 16) & 0xffff
  const scale = (modifier - 4) & 0x7ff
  return modifier < 4 || precision > 38 || scale > precision ? UNSAID : { precision, scale }
}

function decimal({ precision, scale }: Size): { shape: Omit<SchemaElement, 'name'>; read: (cell: string) => Value } {
  const logical = { type: 'DECIMAL', precision, scale } as const
  const size = precision <= 18 ? { type: 'INT64' as const } : { type: 'FIXED_LEN_BYTE_ARRAY' as const, type_length: 16 }
  const beyond = 10n ** BigInt(precision)
  return {
    shape: { ...size, converted_type: 'DECIMAL', precision, scale, logical_type: logical },
    read(cell) {
      const unscaled = unscaledOf(cell, scale)
      return unscaled !== null && unscaled < beyond && unscaled > -beyond ? unscaled : null
    },
  }
}

/** Rounded half up at the last place, as PostgreSQL rounds. Null: NaN or infinity, which PostgreSQL writes as a word. */
function unscaledOf(cell: string, scale: number): bigint | null {
  const [, whole, fraction = ''] = /^(-?\d+)(?:\.(\d+))?$/.exec(cell) ?? []
  if (whole === undefined) return null
  const kept = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'))
  if (fraction.length <= scale || fraction.charAt(scale) < '5') return kept
  return cell.startsWith('-') ? kept - 1n : kept + 1n
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
