/** What `q` searches: every word of it must begin a word somewhere in the row's text; or it is the row's key itself. */
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { coercer } from '@/lib/catalogue/coerce'
import type { Column, Table } from '@/lib/catalogue/types'
import { InvalidTableQuery } from './invalid-table-query'
import { typed } from './typed-value'

const LONGEST = 200
const MOST_WORDS = 10

/** Every chapter and exercise repeats the description of its course, which would be found thousands of times. */
const REPEATED = ['course_description', 'course_short_description']

/**
 * Names, titles and other words; what identifies a thing is for filters. The migration search_words has an index over exactly
 * these columns for every table of things.
 */
export function searchedColumns(table: Table): readonly Column[] {
  // Of the marts only persons have words; the others hold sets of people and days as text.
  if (table.schema === 'mart' && table.name !== 'person') return []
  return table.columns.filter(
    ({ kind, name, references, numericText }) =>
      kind === 'text' &&
      !references &&
      !numericText &&
      !name.endsWith('_id') &&
      !table.key.includes(name) &&
      !REPEATED.includes(name),
  )
}

export function isSearchable(table: Table): boolean {
  return searchedColumns(table).length > 0 || keyColumn(table) !== null
}

function keyColumn(table: Table): Column | null {
  const found = table.key.length === 1 ? table.columns.find(({ name }) => name === table.key[0]) : undefined
  return found && ['text', 'integer', 'bigint'].includes(found.kind) ? found : null
}

export function parseWords(table: Table, text: string, param: 'q' | 'find' = 'q'): readonly string[] {
  if (!isSearchable(table)) {
    throw new InvalidTableQuery(param, `${table.schema}.${table.name} has no text to search. Use filter instead.`)
  }
  if (text.length > LONGEST) {
    throw new InvalidTableQuery(param, `${param} takes at most ${LONGEST} characters.`)
  }
  if (text.includes('\0') || !text.isWellFormed()) {
    throw new InvalidTableQuery(param, `${param} holds what is no character.`)
  }
  const words = text.match(/[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*/gu) ?? []
  if (words.length === 0) throw new InvalidTableQuery(param, `${param} needs a letter or a digit to search for.`)
  if (words.length > MOST_WORDS) throw new InvalidTableQuery(param, `${param} takes at most ${MOST_WORDS} words.`)
  return words
}

/**
 * A trigram index over the searched columns finds the words; words of one or two letters read the table. Words hold letters,
 * digits, marks and underscores only, so none of them means anything to a regular expression.
 */
export function searchCondition(table: Table, q: string): RawBuilder<SqlBool> {
  const columns = searchedColumns(table)
  const words = parseWords(table, q).map((word) => {
    const pattern = `(^|\\W)${spellings(word)}`
    const found = columns.map(({ name }) => sql<SqlBool>`${sql.id(name)} ~* ${pattern}::text`)
    return sql<SqlBool>`(${sql.join(found, sql` or `)})`
  })
  const arms = columns.length > 0 ? [sql<SqlBool>`(${sql.join(words, sql` and `)})`] : []
  const isKey = keyCondition(table, q.trim())
  if (isKey) arms.push(isKey)
  return arms.length > 0 ? sql`(${sql.join(arms, sql` or `)})` : sql`false`
}

/** An accent may stand in the data as one character with its letter or as one of its own. */
function spellings(word: string): string {
  const both = [...new Set([word.normalize('NFC'), word.normalize('NFD')])]
  return both.length > 1 ? `(${both.join('|')})` : word
}

function keyCondition(table: Table, text: string): RawBuilder<SqlBool> | null {
  const key = keyColumn(table)
  if (!key) return null
  const value = coercer(key.kind)(text)
  return value.ok && value.text !== null ? sql`${sql.id(key.name)} = ${typed(key.kind, value.text)}` : null
}
