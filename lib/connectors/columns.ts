/** Which columns of a delivery are which columns of the catalogue: by name, whatever their order, case and blanks. */
import type { Column, Table } from '@/lib/catalogue/types'
import { SourceError } from './types'

export interface ColumnMatch {
  /** Columns of the mirror that this delivery fills. */
  readonly columns: readonly string[]
  /** Delivered columns that the catalogue does not know, as the source names them. */
  readonly extra: readonly string[]
  /** For each of `columns` and then `extra`: its position in the delivery. */
  readonly positions: readonly number[]
  readonly warnings: readonly string[]
}

/** Stamped by DataCamp on some exports; it says nothing about the row. */
const ignored = new Set(['__view_generated_at'])

/** "Student_Lesson_Progress _id" and "student_lesson_progress_id" are one name. */
export function normalise(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/\s*_\s*/g, '_')
    .replace(/\s+/g, '_')
}

export function matchColumns(table: Table, delivered: readonly string[], object: string): ColumnMatch {
  const positionOf = new Map<string, number>()
  for (const [position, name] of delivered.entries()) {
    const normalised = normalise(name) || `column_${position + 1}`
    if (positionOf.has(normalised)) {
      throw new SourceError('malformed', `${object} has two columns named "${normalised}", so neither can be trusted.`)
    }
    positionOf.set(normalised, position)
  }

  const taken = new Set<string>()
  const columns: string[] = []
  const positions: number[] = []
  const missing: Column[] = []
  for (const column of table.columns) {
    const name = [column.name, ...column.aliases]
      .map(normalise)
      .find((known) => positionOf.has(known) && !taken.has(known))
    const position = name === undefined ? undefined : positionOf.get(name)
    if (name === undefined || position === undefined) {
      missing.push(column)
      continue
    }
    taken.add(name)
    columns.push(column.name)
    positions.push(position)
  }

  const warnings: string[] = []
  for (const column of missing) {
    if (isRequired(table, column)) {
      throw new SourceError(
        'missing_column',
        `${object} has no column ${column.name}, which ${table.name} cannot do without. It has: ${listed(delivered)}.`,
      )
    }
    if (!column.deprecated) warnings.push(`${object} has no column ${column.name}.`)
  }

  const extra: string[] = []
  for (const [name, position] of positionOf) {
    if (taken.has(name) || ignored.has(name)) continue
    extra.push(delivered[position]?.trim() || name)
    positions.push(position)
  }
  if (extra.length > 0) warnings.push(`${object} has columns that Skillscope does not know: ${listed(extra)}.`)
  return { columns, extra, positions, warnings }
}

/** Rows without a key of their own are told apart by what they refer to. */
function isRequired(table: Table, column: Column): boolean {
  if (table.key.includes(column.name) || table.cursor === column.name) return true
  return table.key.length === 0 && column.references !== null && !column.optional && !column.deprecated
}

export function listed(names: readonly string[], most = 20): string {
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown} and ${names.length - most} more` : shown
}
