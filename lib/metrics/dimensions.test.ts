import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import { findColumn } from '@/lib/catalogue/catalogue'
import type { Dimension } from './dimension'
import { dimensions } from './dimensions'

const db = new Kysely({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (own) => new PostgresIntrospector(own),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** The tables that keys and names of a grouping are read from. */
function tablesIn({ beside, name }: Dimension): Set<string> {
  const statements = [beside?.rows, name?.from].flatMap((part) => (part ? [part.compile(db).sql] : []))
  return new Set(statements.flatMap((text) => text.match(/\b(datacamp|skilljar)\."?\w+/g) ?? []))
}

test('a grouping that reads tables beside the fact names them, and names none that it does not read', () => {
  for (const [name, dimension] of Object.entries<Dimension>(dimensions)) {
    // A content is of any table, and says itself of which.
    if (name === 'content') continue
    const read = tablesIn(dimension)
    const named = dimension.readFrom ?? []
    assert.equal(named.length > 0, read.size > 0, name)
    for (const column of named) {
      assert.ok(findColumn(column), `${name} is read from ${column}`)
      // Who was in which team when is condensed into a mart.
      if (column.startsWith('datacamp.user_team_bridge.')) continue
      assert.ok(read.has(column.split('.').slice(0, 2).join('.')), `${name} reads ${column}`)
    }
  }
})
