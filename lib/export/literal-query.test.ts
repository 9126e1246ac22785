import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CompiledQuery, sql } from 'kysely'
import { createWarehouse } from '@/lib/db/warehouse'
import { createPool } from '@/lib/db/pools'
import { literalQuery } from './literal-query'

const db = createWarehouse(createPool('postgresql://nobody@127.0.0.1:1/none'))
const written = (value: unknown) => literalQuery(sql`select ${value}`.compile(db))

test('values become literals where they stand, however they look', () => {
  assert.equal(written("it's"), "select 'it''s'")
  assert.equal(written('a\\b'), "select  E'a\\\\b'")
  assert.equal(written('$1'), "select '$1'")
  assert.equal(written(5), "select '5'")
  assert.equal(written(null), 'select null')
  assert.equal(written(['a"b', null, 7]), String.raw`select  E'{"a\\"b",NULL,"7"}'`)
  assert.equal(
    literalQuery(sql`select ${'a'} as ${sql.id('$1')}, '$2', ${'b'}`.compile(db)),
    `select 'a' as "$1", '$2', 'b'`,
  )
})

test('values that have no one spelling are refused rather than guessed', () => {
  assert.throws(() => written({ a: 1 }), /pass it as text/)
  assert.throws(() => written(new Date(0)), /pass it as text/)
  assert.throws(() => written('a\0b'), /NUL/)
})

test('a query whose placeholders were numbered by hand is refused', () => {
  assert.throws(() => literalQuery(CompiledQuery.raw('select $1', ['x'])), /hand-numbered/)
})
