import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { ConnectorId } from '@/lib/catalogue/types'
import type { RunDetail } from './status'
import { fakeSource, type FakeSource, type FakeTable } from './testing/fake-source'
import { cells } from './testing/garbage'
import { assertState, select, startEngine, tableOf, type Engine } from './testing/engine'

const ROWS = 60

/** The same garbage for the same seed, in every column of every table. */
function garbage(connectorId: ConnectorId, seed: number): Record<string, FakeTable> {
  return Object.fromEntries(
    tablesOf(connectorId).map(({ name, columns }, index) => {
      const row = fc.array(cells, { minLength: columns.length, maxLength: columns.length })
      const rows = fc.sample(row, { seed: seed + index, numRuns: ROWS })
      return [name, { columns: columns.map((column) => column.name), rows: () => rows }]
    }),
  )
}

/** So many bad rows hold a run; somebody wants them in quarantine all the same. */
async function refreshAll(engine: Engine, source: FakeSource): Promise<RunDetail> {
  const run = await engine.refresh(source)
  return run.state === 'held' ? engine.approve(run.id, source) : run
}

for (const connectorId of ['datacamp', 'skilljar'] as const) {
  test(`T-01: garbage in every column of every table of ${connectorId} is published or in quarantine, to the last row`, async (t) => {
    const engine = await startEngine(t, connectorId)
    const run = await refreshAll(engine, fakeSource(connectorId, garbage(connectorId, 42)))
    assertState(run, 'published')
    const kept = await select<{ table_name: string; rows: number }>(
      engine,
      'select table_name, count(*)::int as rows from app.quarantine group by 1',
    )
    for (const { name } of tablesOf(connectorId)) {
      const table = tableOf(run, name)
      const { rowsRead, rowsInserted, rowsUpdated, rowsUnchanged, rowsQuarantined } = table
      assert.equal(rowsRead, ROWS, name)
      assert.equal(rowsRead, rowsInserted + rowsUpdated + rowsUnchanged + rowsQuarantined, name)
      assert.equal(rowsQuarantined, kept.find(({ table_name }) => table_name === name)?.rows ?? 0, name)
    }
    assert.ok(run.rowsQuarantined > 0 && run.rowsInserted > 0)
  })
}

test('T-06: NaN and Infinity in measures are set aside, so every sum stays finite', async (t) => {
  const engine = await startEngine(t)
  const rows = ['60', 'NaN', 'Infinity', '-Infinity', '1e400', '1'].map((score) => ['1', '1', '20260101', score, score])
  const run = await refreshAll(
    engine,
    fakeSource('datacamp', {
      assessment_fact: { columns: ['user_id', 'assessment_id', 'date_id', 'score', 'time_spent'], rows: () => rows },
    }),
  )
  assertState(run, 'published')
  assert.equal(tableOf(run, 'assessment_fact').rowsQuarantined, 4)
  assert.deepEqual(
    await select(
      engine,
      'select sum(score)::text as score, sum(time_spent)::text as seconds from datacamp.assessment_fact',
    ),
    [{ score: '61', seconds: '61' }],
  )
})
