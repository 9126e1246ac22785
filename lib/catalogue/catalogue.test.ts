import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { env } from '@/lib/env'
import { byAlias, column, findTable, qualifiedName, tableByAlias, tablesOf } from './catalogue'
import type { ConnectorId } from './types'

interface ReferenceTable {
  connector: ConnectorId
  table: string
  primary_key: string[]
  watermark?: string | null
  columns: { name: string; normalized_name: string }[]
}

const reference = path.join(import.meta.dirname, '../../../shared/reference/tables.json')
const skip = !existsSync(reference) && !env.CI && '../shared/reference is not beside this clone'

/** `docs` documents the delivery and is no table of it. */
const documented = (): ReferenceTable[] =>
  (JSON.parse(readFileSync(reference, 'utf8')) as ReferenceTable[]).filter(({ table }) => table !== 'docs')

test('the catalogue holds every documented table with every column, and no other', { skip }, () => {
  const expected = documented().map((table) => ({
    name: `${table.connector}.${table.table}`,
    columns: table.columns.map(({ normalized_name }) => normalized_name),
  }))
  const known = [...tablesOf('datacamp'), ...tablesOf('skilljar')].map((table) => ({
    name: qualifiedName(table),
    columns: table.columns.map(({ name }) => name),
  }))
  const sorted = (tables: typeof known) => tables.toSorted((left, right) => (left.name < right.name ? -1 : 1))
  assert.deepEqual(sorted(known), sorted(expected))
  assert.equal(tablesOf('datacamp').length, 30)
  assert.equal(tablesOf('skilljar').length, 57)
})

test('a column is found under the name the source documents, misspelt or not', { skip }, () => {
  for (const table of documented()) {
    const mirror = tableByAlias(table.connector, table.table)
    assert.ok(mirror, table.table)
    for (const { name, normalized_name } of table.columns) {
      assert.equal(byAlias(mirror, ` ${name.toUpperCase()} `)?.name, normalized_name, `${table.table}.${name}`)
    }
  }
})

test('every Skilljar table is keyed by its own id and followed by updated_at where it has one', { skip }, () => {
  for (const table of documented().filter(({ connector }) => connector === 'skilljar')) {
    const mirror = findTable(`skilljar.${table.table}`)
    assert.deepEqual(
      mirror?.key,
      table.primary_key.map((name) => byAlias(mirror!, name)?.name),
      table.table,
    )
    const cursor = table.columns.some(({ name }) => name === 'updated_at') ? 'updated_at' : null
    assert.equal(mirror?.cursor, cursor, table.table)
  }
})

test('facts of DataCamp load as multisets, because deleted content makes their keys repeat', () => {
  const keyed = tablesOf('datacamp').filter(({ name, key }) => name.endsWith('_fact') && key.length > 0)
  assert.deepEqual(keyed.map(qualifiedName), ['datacamp.certification_fact'])
  assert.deepEqual(findTable('datacamp.user_team_bridge')?.key, [])
})

test('technical columns stay out of the catalogue', () => {
  for (const table of [...tablesOf('datacamp'), ...tablesOf('skilljar')]) {
    for (const name of ['extra', 'row_id', 'row_hash', 'line_hash']) assert.equal(column(table, name), undefined)
  }
})

test('a column’s own name wins over another column’s alias', () => {
  const users = findTable('datacamp.user_dim')!
  assert.equal(byAlias(users, 'id')?.name, 'id')
  assert.deepEqual(column(users, 'user_id')?.aliases, ['id'])
})

test('tables of older deliveries are found with their learning_ prefix', () => {
  assert.equal(tableByAlias('datacamp', 'learning_course_fact')?.name, 'course_fact')
  assert.equal(tableByAlias('datacamp', 'learning_nothing'), undefined)
})

test('names and addresses of people are marked as personal', () => {
  const personal = [...tablesOf('datacamp'), ...tablesOf('skilljar')].flatMap((table) =>
    table.columns.filter(({ pii }) => pii).map(({ name }) => `${qualifiedName(table)}.${name}`),
  )
  for (const owner of ['datacamp.user_dim', 'skilljar.student']) {
    for (const name of ['first_name', 'last_name', 'email']) assert.ok(personal.includes(`${owner}.${name}`), name)
  }
})

test('the vendors’ sentences are not copied', { skip }, () => {
  const theirs = new Set(
    (JSON.parse(readFileSync(reference, 'utf8')) as { columns: { description?: string }[] }[])
      .flatMap(({ columns }) => columns.map(({ description }) => description?.trim().toLowerCase().replace(/\.$/, '')))
      .filter((sentence) => sentence !== undefined && sentence.length > 25),
  )
  for (const table of [...tablesOf('datacamp'), ...tablesOf('skilljar')]) {
    for (const { name, description } of table.columns) {
      assert.ok(!theirs.has(description.toLowerCase().replace(/\.$/, '')), `${table.name}.${name}: ${description}`)
    }
  }
})
