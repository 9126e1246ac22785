import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tables } from '@/generated/catalogue/tables'
import { findTable, qualifiedName } from '@/lib/catalogue/catalogue'
import { describeAll } from '@/lib/reports/describe'
import { useOfTable } from '@/lib/reports/table-use'
import { lineageOf, type ColumnUse } from './lineage'

const readOf = new Map<string, ColumnUse>(
  tables.flatMap((table) =>
    [...lineageOf(table)].map(([column, use]) => [`${qualifiedName(table)}.${column}`, use] as const),
  ),
)

test('every number stands under each column that it is read from', () => {
  for (const { id, readFrom } of describeAll()) {
    for (const column of readFrom) {
      assert.ok(
        readOf.get(column)?.numbers.some((number) => number.id === id),
        `${id} under ${column}`,
      )
    }
  }
})

test('a column leads to every page that a table leads to by a number', () => {
  for (const table of tables) {
    const name = qualifiedName(table)
    const through = new Set(
      [...lineageOf(table).values()].flatMap(({ numbers }) => numbers.flatMap(({ pages }) => pages)),
    )
    const pages = useOfTable(name).filter(({ numbers }) => numbers.length > 0)
    assert.deepEqual([...through].map(({ slug }) => slug).sort(), pages.map(({ page }) => page.slug).sort(), name)
  }
})

test('from a column to its metric and on to the page', () => {
  const xp = lineageOf(findTable('datacamp.course_fact')!).get('xp')
  const metric = xp?.numbers.find(({ id }) => id === 'xp')
  assert.ok(metric?.pages.some(({ path }) => path === '/overview'))
  const topic = lineageOf(findTable('datacamp.course_dim')!).get('topic')
  assert.ok(topic?.groupings.includes('Topic'))
})
