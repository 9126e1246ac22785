/** The search for planted secrets finds one: a search that finds nothing proves nothing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '@/lib/testing/database'
import { writings } from './known'
import { assertNoTrace, dumpDatabase, planted } from './testing/traces'

test('a secret that stands somewhere is found, however it is written and wherever', async () => {
  const other = await testDatabase()
  const password = planted('password')
  try {
    for (const form of writings(password)) {
      assert.throws(
        () => assertNoTrace([password], 'a text', `before ${form} after`),
        /a text holds a secret: …before \[here\]/,
      )
    }
    await other.pool.query(`insert into app.audit (actor_kind, action, detail) values ('system', 'x', $1)`, [
      JSON.stringify({ deep: [{ password }] }),
    ])
    await other.pool.query(
      `insert into app.quarantine (run_id, connector_id, table_name, raw, reason_code, message)
       values (1, 'skilljar', 'course', $1, 'x', 'x')`,
      [Buffer.from(`x${password}x`)],
    )
    const dumped = await dumpDatabase(other.pool)
    const found = [...dumped].filter(([table, text]) => {
      try {
        assertNoTrace([password], table, text)
        return false
      } catch {
        return true
      }
    })
    assert.deepEqual(found.map(([table]) => table).sort(), ['app.audit', 'app.quarantine'])
  } finally {
    await other.drop()
  }
})
