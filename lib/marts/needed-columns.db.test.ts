import assert from 'node:assert/strict'
import { test } from 'node:test'
import { column, findTable, qualifiedName, tablesOf } from '@/lib/catalogue/catalogue'
import { testDatabase } from '@/lib/testing/database'
import { fillMirrors } from '@/lib/testing/random-mirrors'
import { neededColumns } from './needed-columns'
import { rebuildMarts } from './refresh'

test('every needed column is one that the catalogue has', () => {
  for (const [name, columns] of Object.entries(neededColumns)) {
    const table = findTable(name)
    assert(table, name)
    for (const needed of columns) assert(column(table, needed), `${name}.${needed}`)
  }
})

test('the marts are built without any column that is not declared as needed', async (t) => {
  const { pool, drop } = await testDatabase()
  t.after(drop)
  await fillMirrors(pool, 7)
  const client = await pool.connect()
  try {
    await client.query('begin')
    for (const table of [...tablesOf('datacamp'), ...tablesOf('skilljar')]) {
      const needed = neededColumns[qualifiedName(table)] ?? []
      const unneeded = table.columns.filter(({ name }) => !needed.includes(name) && !table.key.includes(name))
      const drops = unneeded.map(({ name }) => `drop column "${name}" cascade`).join(', ')
      if (drops) await client.query(`alter table "${table.schema}"."${table.name}" ${drops}`)
    }
    await rebuildMarts(client)
    const { rows } = await client.query<{ days: number }>('select count(*)::int as days from mart.activity')
    assert.ok((rows[0]?.days ?? 0) > 0)
  } finally {
    await client.query('rollback')
    client.release()
  }
})
