/** How the page of a table is looked at, as its address says it: no question of the API, so that refuses these names. */
import type { Column, Table } from '@/lib/catalogue/types'
import { InvalidTableQuery } from './invalid-table-query'
import { single } from './single-parameter'
import { readTableQuery } from './table-query'
import { COLLAPSED, MOST_FACETS, MOST_PINS, NARROWEST, NONE, WIDEST } from './view-limits'

export interface TableView {
  /** Columns that stay in sight, in front of all others; null: what a row is known by. */
  readonly pins: readonly string[] | null
  /** Widths in pixels of the columns that somebody has widened or narrowed. */
  readonly widths: ReadonlyMap<string, number>
  readonly density: 'normal' | 'dense'
  /** Columns whose values are counted beside the rows; null: those that say most; empty: none of them. */
  readonly facets: readonly string[] | null
  /** The key of the row that is open beside the others. */
  readonly row: string | null
}

export const viewParameters = ['pins', 'widths', 'density', 'facets', 'row'] as const
/** How rows are laid out: every link to rows of the same table carries it, and the address of its groups keeps it for the way back. */
export const layoutParameters = ['columns', 'pins', 'widths', 'density', 'facets'] as const

export function readTableView(table: Table, search: URLSearchParams): TableView {
  return {
    pins: listOf(table, search, 'pins', MOST_PINS),
    widths: parseWidths(table, single(search, 'widths')),
    density: parseDensity(single(search, 'density')),
    facets: single(search, 'facets') === COLLAPSED ? [] : listOf(table, search, 'facets', MOST_FACETS),
    row: single(search, 'row'),
  }
}

/** Groups are laid out by none of it, but what is malformed is said here and not on the way back to rows. */
export function refuseMalformedLayout(table: Table, search: URLSearchParams): void {
  const asked = new URLSearchParams([...search].filter(([name]) => name === 'columns'))
  readTableQuery(table, asked)
  readTableView(table, search)
}

/** What the address asks of the rows themselves, for those who refuse every other parameter. */
export function withoutView(search: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(search)
  for (const name of viewParameters) rest.delete(name)
  return rest
}

/** The shown columns as they stand: pinned ones first, in the order of the pins. */
export function arranged(
  table: Table,
  columns: readonly Column[],
  { pins }: TableView,
): { pinned: Column[]; others: Column[] } {
  const names = pins ?? [usualPin(table, columns)]
  const pinned = names.flatMap((name) => columns.find((column) => column.name === name) ?? [])
  return { pinned, others: columns.filter((column) => !pinned.includes(column)) }
}

const aboutPerson = /^(user|student|person)_id$/

/** What a row is known by: its key, or else the person whom it is about, or else what stands first. */
export function usualPin(table: Table, columns: readonly Column[]): string {
  const isKey = ({ name }: Column) => table.key.length === 1 && table.key[0] === name
  const lead = columns.find(isKey) ?? columns.find(({ name }) => aboutPerson.test(name)) ?? columns[0]
  return lead?.name ?? ''
}

function listOf(table: Table, search: URLSearchParams, param: string, most: number): readonly string[] | null {
  const text = single(search, param)
  if (text === null) return null
  if (text === NONE) return []
  const names = [...new Set(text.split(','))]
  for (const name of names) requireColumn(table, param, name)
  if (names.length > most) throw new InvalidTableQuery(param, `${param} takes at most ${most} columns.`)
  return names
}

function parseWidths(table: Table, text: string | null): ReadonlyMap<string, number> {
  const widths = new Map<string, number>()
  for (const part of text?.split(',') ?? []) {
    const [name = '', written = '', ...rest] = part.split(':')
    requireColumn(table, 'widths', name)
    const width = /^\d{1,4}$/.test(written) && rest.length === 0 ? Number(written) : 0
    if (width < NARROWEST || width > WIDEST) {
      throw new InvalidTableQuery('widths', `widths=${name}: needs a width from ${NARROWEST} to ${WIDEST} pixels.`)
    }
    widths.set(name, width)
  }
  return widths
}

function parseDensity(text: string | null): TableView['density'] {
  if (text === null || text === 'normal') return 'normal'
  if (text !== 'dense') throw new InvalidTableQuery('density', `density cannot be "${text}".`, ['normal', 'dense'])
  return text
}

function requireColumn(table: Table, param: string, name: string): void {
  if (table.columns.some((column) => column.name === name)) return
  const names = table.columns.map((column) => column.name)
  throw new InvalidTableQuery(param, `${table.schema}.${table.name} has no column "${name}" for ${param}.`, names)
}
