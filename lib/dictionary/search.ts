/** Search over tables and columns: names, aliases and meanings. Every word must stand somewhere; names come first. */
import { tables } from '@/generated/catalogue/tables'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import type { Column, Table } from '@/lib/catalogue/types'

export interface FoundColumn {
  readonly table: Table
  readonly column: Column
}

export interface Found {
  readonly tables: readonly Table[]
  readonly columns: readonly FoundColumn[]
}

const wordsOf = (text: string) => text.toLowerCase().split(/\s+/).filter(Boolean)

export function searchDictionary(text: string): Found {
  const words = wordsOf(text)
  const columns = tables.flatMap((table) => table.columns.map((column) => ({ table, column })))
  return {
    tables: nearest(tables, words, (table) => ({
      names: [table.name, qualifiedName(table), ...table.aliases],
      about: table.description,
    })),
    columns: nearest(columns, words, ({ table, column }) => ({
      names: [column.name, `${table.name}.${column.name}`, `${qualifiedName(table)}.${column.name}`, ...column.aliases],
      own: [column.name, ...column.aliases].join(' '),
      about: column.description,
    })),
  }
}

interface Said {
  readonly names: readonly string[]
  /** The name that a word must meet, or the meaning: a table's name alone is no reason to list all its columns. */
  readonly own?: string
  readonly about: string
}

function nearest<T>(all: readonly T[], words: readonly string[], say: (one: T) => Said): T[] {
  return all
    .map((one) => ({ one, far: distance(words, say(one)) }))
    .filter(({ far }) => far !== null)
    .sort((one, other) => (one.far ?? 0) - (other.far ?? 0))
    .map(({ one }) => one)
}

/** Null: a word is missing. */
function distance(words: readonly string[], said: Said): number | null {
  const names = said.names.map((name) => name.toLowerCase())
  const [named, meaning] = [names.join(' '), said.about.toLowerCase()]
  const own = said.own?.toLowerCase() ?? named
  if (names.includes(words.join(' '))) return 0
  if (!words.every((word) => named.includes(word) || meaning.includes(word))) return null
  if (words.length > 0 && !words.some((word) => own.includes(word) || meaning.includes(word))) return null
  return words.every((word) => named.includes(word)) ? 1 : 2
}
