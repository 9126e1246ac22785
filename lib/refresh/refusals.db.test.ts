import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertState, courseFacts, select, startEngine, tableOf } from './testing/engine'
import { fakeSource, type FakeTable } from './testing/fake-source'
import { MOST_REFUSED } from './refusals'

const fact = (seconds: string) => ['7', '1', '20260105', seconds]
const columns = ['user_id', 'course_id', 'date_id', 'time_spent']

test('a file that is refused for the most part is not read to its end, floods no quarantine, and the run says why', async (t) => {
  const engine = await startEngine(t)
  await engine.refresh(fakeSource('datacamp', { course_fact: courseFacts([7, 1, 20260105, 60]) }))
  let delivered = 0
  const broken: FakeTable = {
    columns,
    *rows() {
      for (; delivered < 4 * MOST_REFUSED; delivered++) yield fact(delivered % 10 === 0 ? '60' : 'soon')
    },
  }
  const run = await engine.refresh(fakeSource('datacamp', { course_fact: broken }))

  assertState(run, 'failed')
  assert.equal(run.errorCode, 'mostly_refused')
  assert.match(
    run.errorMessage ?? '',
    /^10\d,\d{3} of the first 11\d,\d{3} rows of course_fact \(latest\/course_fact\.csv\) cannot be taken, so the rest was not read\. The commonest reason \(10\d,\d{3} rows\): time_spent: Expected .*refresh again\.$/,
  )
  assert.ok(delivered < 2 * MOST_REFUSED, `${delivered} rows were read`)
  assert.deepEqual(await select(engine, 'select count(*)::int as n from app.quarantine'), [{ n: 0 }])
  assert.deepEqual(await select(engine, 'select time_spent from datacamp.course_fact'), [{ time_spent: 60 }])
})

test('a file of which fewer rows are refused than taken is read whole, however many they are', async (t) => {
  const engine = await startEngine(t)
  const refused = MOST_REFUSED + 1
  const some: FakeTable = {
    columns,
    *rows() {
      for (let index = 0; index < refused; index++) yield* [fact('60'), fact('soon'), fact('61')]
    },
  }
  const run = await engine.refresh(fakeSource('datacamp', { course_fact: some }))
  assertState(run, 'held')
  const { rowsRead, rowsQuarantined } = tableOf(run, 'course_fact')
  assert.deepEqual({ rowsRead, rowsQuarantined }, { rowsRead: 3 * refused, rowsQuarantined: refused })
})
