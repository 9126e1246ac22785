/** Interactions inside of SCORM modules against plain loops over the raw rows. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import type { TestDatabase } from '@/lib/testing/database'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { near } from '@/lib/testing/near'
import { aggregatesOnly, everybody, readAs } from '@/lib/testing/reader'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import type { RawTables } from '@/lib/testing/skilljar-rows'
import { scormAttemptsOf } from '@/lib/testing/skilljar-world'
import { scormInteractions, scormResponses } from './scorm-interactions'

const filters: Filters = {
  ...defaultFilters(addDays(mirrorsFrom, mirrorsDays)),
  from: addDays(mirrorsFrom, 5),
  compare: 'none',
}
const inPeriod = (day: string) => filters.from <= day && day <= filters.to
const distinct = (values: readonly unknown[]) => new Set(values).size

describe('SCORM interactions', () => {
  let database: TestDatabase
  let raw: RawTables

  before(async () => {
    ;({ database, raw } = await skilljarDatabase(21))
  })
  after(() => database?.drop())

  const read = (analysis: typeof scormInteractions | typeof scormResponses, scope = everybody) =>
    readAs(database.warehouse, scope, (reader) => analysis.rows(reader, { filters }))

  test('scorm_interactions tells right from wrong, and lists every other result as it stands', async () => {
    const latest = new Map(scormAttemptsOf(raw).map((attempt) => [attempt.unit, attempt]))
    const own = [...latest.values()]
      .filter(({ at }) => inPeriod(at.slice(0, 10)))
      .flatMap(({ row: attempt, unit }) =>
        raw.scorm_interaction
          .filter((row) => row.student_sco_progress_id === attempt.student_sco_progress_id)
          .filter(({ identifier }) => (identifier ?? '').trim() !== '')
          .map((row) => ({
            ...row,
            unit,
            result: (row.result ?? '').trim().toLowerCase(),
            key: `${attempt.scorm_resource_id ?? ''} ${row.identifier}`,
          })),
      )
    const items = Map.groupBy(own, ({ key }) => key)
    const rows = await read(scormInteractions)
    assert.equal(rows.length, items.size)
    for (const row of rows) {
      const all = items.get(`${row.resource} ${row.identifier}`) ?? []
      const right = all.filter(({ result }) => result === 'correct').length
      const wrong = all.filter(({ result }) => ['incorrect', 'wrong'].includes(result)).length
      assert.deepEqual(
        [row.attempts, row.answers, row.right, row.wrong],
        [distinct(all.map(({ unit }) => unit)), all.length, right, wrong],
      )
      near(row.share_right, right + wrong > 0 ? right / (right + wrong) : null, String(row.identifier))
      const others = Map.groupBy(
        all.filter(({ result }) => !['correct', 'incorrect', 'wrong'].includes(result)),
        ({ result }) => result || 'none',
      )
      const listed = [...others].map(([result, found]) => `${result} ${found.length}`)
      assert.deepEqual(row.other_results === null ? [] : String(row.other_results).split(', ').sort(), listed.sort())
    }
    const responses = await read(scormResponses)
    assert.equal(responses.length, distinct(own.map(({ key, response }) => `${key} ${response}`)))
    for (const row of responses) {
      const all = items.get(`${row.resource} ${row.identifier}`) ?? []
      const same = all.filter(({ response }) => response === row.response).length
      assert.equal(row.answers, same)
      near(row.share, same / all.length, String(row.response))
    }
  })

  test('readers of aggregates see no response and no result of fewer people than they may, nor what others leave of one', async () => {
    for (const minimumCell of [2, aggregatesOnly.minimumCell]) {
      const scope = { ...aggregatesOnly, minimumCell }
      const rows = await read(scormResponses, scope)
      assert.ok(rows.some(({ answers }) => answers !== null))
      for (const { answers } of rows) assert.ok(answers === null || Number(answers) >= minimumCell)
      const interactions = await read(scormInteractions, scope)
      if (minimumCell === 2) assert.ok(interactions.some(({ wrong, suppressed }) => Number(wrong) > 0 && !suppressed))
      for (const { resource, identifier, answers, right, wrong, other_results: others } of interactions) {
        const listed = [...String(others ?? '').matchAll(/ (\d+)(?=, |$)/g)].map(([, number]) => number)
        const own = rows.filter((row) => row.resource === resource && row.identifier === identifier)
        const left = own.reduce((rest, row) => rest - Number(row.answers ?? 0), Number(answers ?? 0))
        for (const count of [answers, right, wrong, ...listed, ...(answers === null ? [] : [left])])
          assert.ok(count === null || Number(count) === 0 || Number(count) >= minimumCell, `${identifier}: ${count}`)
      }
    }
  })
})
