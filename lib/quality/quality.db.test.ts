import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { insertMirrorRows } from '@/lib/testing/mirrors'
import { fillMirrors } from '@/lib/testing/random-mirrors'
import { everybody, readAs } from '@/lib/testing/reader'
import { createTrapSources, publishTraps, type TrapSources } from '@/lib/testing/trap-sources'
import { checks, findCheck } from './checks'
import { countChecks, type Counted, type Read } from './count'
import { foundExport, foundRows, shownColumns, type FoundPage } from './rows'
import { expected, loadRows } from './testing/oracle'
import { addTraps } from './testing/traps'

const reading =
  (database: TestDatabase): Read =>
  (read) =>
    readAs(database.warehouse, everybody, read)

function countOf(counted: readonly Counted[], id: string): string {
  const one = counted.find(({ check }) => check.id === id)
  return one ? `${one.found} of ${one.total}` : `there is no check ${id}`
}

test('every check has an id of its own, and shows columns that its table has', () => {
  assert.equal(new Set(checks.map(({ id }) => id)).size, checks.length)
  for (const check of checks) {
    for (const name of check.columns)
      assert.ok(
        check.table.columns.some((column) => column.name === name),
        `${check.id}: ${name}`,
      )
  }
})

describe('mirrors with traps', () => {
  let database: TestDatabase
  before(async () => {
    database = await testDatabase()
    await fillMirrors(database.pool, 7)
    await addTraps(database)
  })
  after(() => database?.drop())

  test('each number is what counting all rows one by one gives', async () => {
    const data = await loadRows(database.pool)
    const counted = await countChecks(reading(database), checks)
    assert.equal(counted.length, checks.length)
    let compared = 0
    for (const { check, found, total } of counted) {
      const oracle = expected(data, check)
      if (!oracle) continue
      compared++
      assert.deepEqual({ found, total }, { found: oracle.found, total: oracle.total }, check.id)
    }
    assert.ok(compared > 200, String(compared))
  })

  test('T-10: ends before beginnings, negative time and a percentile of 140 stay in the mirror and are counted', async () => {
    const counted = await countChecks(reading(database), checks)
    assert.equal(countOf(counted, 'ranges.assessment_fact.percentile'), '2 of 3')
    assert.equal(countOf(counted, 'ranges.workspace_visit_fact.negative'), '1 of 2')
    assert.equal(countOf(counted, 'time.quiz_response.ends'), '1 of 1')
    const { rows } = await database.pool.query(
      `select percentile, time_spent from datacamp.assessment_fact where user_id = 901 order by date_id`,
    )
    assert.deepEqual(rows, [
      { percentile: '140', time_spent: -5 },
      { percentile: '-1', time_spent: null },
      { percentile: '100', time_spent: null },
    ])
  })

  test('T-09: “85%”, “85,5” and “n/a” keep their text, count as no number and are counted', async () => {
    const counted = await countChecks(reading(database), checks)
    assert.equal(countOf(counted, 'numbers.student_sco_progress.score_raw'), '3 of 5')
    assert.equal(countOf(counted, 'ranges.student_sco_progress.score'), '1 of 2')
    const { rows } = await database.pool.query(
      `select score_raw, mart.parse_number(score_raw)::text as parsed from skilljar.student_sco_progress order by student_sco_progress_id`,
    )
    assert.deepEqual(rows, [
      { score_raw: '85%', parsed: null },
      { score_raw: '85,5', parsed: null },
      { score_raw: 'n/a', parsed: null },
      { score_raw: ' 85.5 ', parsed: '85.5' },
      { score_raw: '120', parsed: '120' },
      { score_raw: '  ', parsed: null },
    ])
  })

  test('numbers that only a rule can tell are those of rows made by hand', async () => {
    const counted = await countChecks(reading(database), checks)
    const by = Object.fromEntries(
      [
        'live-training.vilt_session_registration.unmarked',
        'live-training.vilt_session.no-seats',
        'completions.assignment_fact.no-moment',
        'completions.quiz_response.no-moment',
        'ranges.quiz_response.score',
        'numbers.published_path_enrollment.enrolled_at',
        'time.purchase.ends',
        'time.purchase.future',
        'ranges.student_course_progress.score',
      ].map((id) => [id, countOf(counted, id)]),
    )
    assert.deepEqual(by, {
      // Of the session that is over, two of three; those to come and cancelled do not count.
      'live-training.vilt_session_registration.unmarked': '2 of 3',
      'live-training.vilt_session.no-seats': '1 of 2',
      'completions.assignment_fact.no-moment': '1 of 2',
      'completions.quiz_response.no-moment': '1 of 2',
      'ranges.quiz_response.score': '1 of 1',
      'numbers.published_path_enrollment.enrolled_at': '1 of 2',
      'time.purchase.ends': '1 of 1',
      'time.purchase.future': '1 of 2',
      'ranges.student_course_progress.score': '1 of 2',
    })
  })

  test('the rows behind a number are as many as it says, page by page and in the export', async () => {
    for (const id of [
      'repeats.course_fact',
      'references.enrollment.student_id',
      'people.user_dim.no-address',
      'references.track_content_dim.track_version_id',
    ]) {
      const check = findCheck(id)
      assert.ok(check, id)
      const [counted] = await countChecks(reading(database), [check])
      const seen = new Set<string>()
      let after: string | null = null
      let rows = 0
      do {
        const position: string | null = after
        const page: FoundPage = await reading(database)((reader) =>
          foundRows(reader, check, { after: position, limit: 2 }),
        )
        rows += page.rows.length
        assert.ok(page.next === null || !seen.has(page.next), 'pages go forward')
        if (page.next) seen.add(page.next)
        after = page.next
        assert.ok(page.rows.every((row) => Object.keys(row).length === shownColumns(check).length))
      } while (after !== null)
      assert.ok(rows > 0, id)
      assert.equal(rows, counted?.found, id)
      const exported = await reading(database)(async (reader) => reader.db.executeQuery(foundExport(reader, check)))
      assert.equal(exported.rows.length, counted?.found, id)
    }
  })

  test('the rows behind a number are looked for with the memory that counting them has', async () => {
    const check = findCheck('references.course_fact.course_id')
    assert.ok(check)
    const memory = await reading(database)(async (reader) => {
      await foundRows(reader, check, { after: null, limit: 2 })
      const { rows } = await sql<{ work_mem: string }>`show work_mem`.execute(reader.db)
      return rows[0]?.work_mem
    })
    assert.equal(memory, '64MB')
  })

  test('what is remembered is asked again only after a publication', async () => {
    const { ResultCache } = await import('@/lib/db/result-cache')
    const results = new ResultCache()
    const check = findCheck('references.course_fact.course_id')
    assert.ok(check)
    const at =
      (dataVersion: number): Read =>
      (read) =>
        readAs(database.warehouse, everybody, (reader) => read({ ...reader, results, dataVersion }))
    const [before] = await countChecks(at(1), [check])
    await insertMirrorRows(database.pool, 'datacamp.course_fact', [
      { user_id: 1, course_id: 777_777, date_id: 20250101 },
    ])
    assert.deepEqual(await countChecks(at(1), [check]), [before])
    const [later] = await countChecks(at(2), [check])
    assert.equal(later?.found, (before?.found ?? 0) + 1)
    await database.pool.query('delete from datacamp.course_fact where course_id = 777777')
  })
})

describe('sources with traps, through the real connectors', () => {
  let database: TestDatabase
  let sources: TrapSources
  before(async () => {
    database = await testDatabase()
    sources = await createTrapSources()
    await publishTraps(database, sources)
  })
  after(async () => {
    await database?.drop()
    await sources?.drop()
  })

  test('the traps that were laid are counted, each where it was laid', async () => {
    const counted = await countChecks(reading(database), checks)
    const numbers = Object.fromEntries(
      [
        'deleted-content.course_fact',
        'references.course_fact.course_id',
        'time.course_fact.order',
        'people.user_dim.no-address',
        'people.student.no-address',
        'people.student.shared-address',
        'references.published_course.course_id',
        'references.student_group_membership.student_id',
        'repeats.course_fact',
        'completions.course_fact.no-start',
      ].map((id) => [id, countOf(counted, id)]),
    )
    assert.deepEqual(numbers, {
      'deleted-content.course_fact': '2 of 10',
      'references.course_fact.course_id': '1 of 8',
      'time.course_fact.order': '1 of 5',
      'people.user_dim.no-address': '2 of 4',
      'people.student.no-address': '3 of 8',
      'people.student.shared-address': '3 of 5',
      'references.published_course.course_id': '1 of 3',
      'references.student_group_membership.student_id': '1 of 3',
      'repeats.course_fact': '0 of 8',
      'completions.course_fact.no-start': '0 of 5',
    })
    const data = await loadRows(database.pool)
    for (const { check, found } of counted) {
      const oracle = expected(data, check)
      if (oracle) assert.equal(found, oracle.found, check.id)
    }
  })
})
