/** A row opened: what its ids name, which rows name it, and where it comes from. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { tables } from '@/generated/catalogue/tables'
import type { ScopedReader } from '@/lib/authz/reader'
import { column, findTable, qualifiedName } from '@/lib/catalogue/catalogue'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { namesOf } from './joined-names'
import { namingOf } from './naming'
import { referencesTo } from './references'
import { readRow } from './row'
import { readTablePage } from './table-page'
import { readTableQuery } from './table-query'
import { fillStates } from './testing/states'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  await fillStates(database.pool)
  await database.pool.query(`
    delete from datacamp.user_dim;
    insert into datacamp.user_dim (user_id, first_name, last_name, email)
      values (1, 'Anna', 'Smith', 'a@x.org'), (2, ' ', null, 'b@x.org'), (3, null, null, null);
    insert into mart.person (person_id, person_key, name) values (70, 'k', 'Anna Smith');
    insert into mart.identity (source, source_id, person_id) values ('datacamp', '1', 70);
    insert into datacamp.course_dim (course_id, title) values (5, 'Intro');
    insert into datacamp.course_fact (user_id, course_id, date_id, xp, row_hash)
      select n % 5, 5, 20260303, n, md5(n::text)::uuid from generate_series(1, 10) as n;
    insert into datacamp.team_dim (team_id, name) values (9, 'Data');
    insert into mart.person_team (person_id, team_id, joined, "left") values (70, 9, '2026-01-01', 'infinity');
    insert into skilljar.course (course_id, title) values ('c1', 'Start <b>here</b>');
    insert into skilljar.published_course (published_course_id, course_id) values ('p1', 'c1');
    insert into skilljar.enrollment (enrollment_id, published_course_id, student_id) values ('a,b\\c', 'p1', 's1');
    insert into app.publication (connector_id, run_id, as_of) values ('datacamp', 1, '2026-03-20')`)
})
after(() => database.drop())

const everything = { people: 'all', learnerRows: true, minimumCell: 1 }
const withReader = <T>(read: (reader: ScopedReader) => Promise<T>, scope: object = everything) =>
  database.warehouse.transaction().execute((db) => read({ db, scope } as unknown as ScopedReader))

async function namesOn(name: string): Promise<Record<string, Record<string, unknown>>> {
  const table = findTable(name)!
  return withReader(async (reader) => {
    const { rows } = await readTablePage(reader, readTableQuery(table, new URLSearchParams()))
    const names = await namesOf(reader, table, rows)
    return Object.fromEntries([...names].map(([of, known]) => [of, Object.fromEntries(known)]))
  })
}

test('ids show what they name and lead to its page, or to its row where it has none', async () => {
  const names = await namesOn('datacamp.course_fact')
  assert.deepEqual(names, {
    user_id: {
      1: { text: 'Anna Smith', href: '/people/70' },
      2: { text: 'b@x.org', href: '/explorer/datacamp.user_dim?filter=user_id%3Aeq%3A2' },
      3: { text: null, href: '/explorer/datacamp.user_dim?filter=user_id%3Aeq%3A3' },
    },
    course_id: { 5: { text: 'Intro', href: '/datacamp/courses/5' } },
  })
  const { person_id: people, team_id: teams } = await namesOn('mart.person_team')
  assert.deepEqual(
    [people?.[70], teams?.[9]],
    [
      { text: 'Anna Smith', href: '/people/70' },
      { text: 'Data', href: '/teams/9' },
    ],
  )
  assert.equal((await namesOn('datacamp.course_dim'))['course_id']?.[5] !== undefined, true)
})

test('a thing without a name of its own is called like what it stands for', async () => {
  assert.deepEqual((await namesOn('skilljar.enrollment'))['published_course_id'], {
    p1: { text: 'Start here', href: '/skilljar/courses/p1' },
  })
})

test('a row is found by the key that its page gives, whatever stands in it', async () => {
  for (const name of [
    'skilljar.enrollment',
    'datacamp.track_content_dim',
    'datacamp.assessment_fact',
    'mart.person_team',
  ]) {
    const table = findTable(name)!
    await withReader(async (reader) => {
      const page = await readTablePage(reader, readTableQuery(table, new URLSearchParams({ limit: '5' })))
      assert.ok(page.rows.length > 0)
      for (const [index, row] of page.rows.entries()) {
        const found = await readRow(reader, table, page.keys[index]!)
        assert.deepEqual(Object.fromEntries(found!.cells.map(({ column: of, value }) => [of, value])), row, name)
      }
    })
  }
  const none = ['', '1', ',', `1' or 'a`, '1,2,3', '\0', 'a\\', '9'.repeat(40)]
  for (const name of ['datacamp.user_dim', 'datacamp.track_content_dim', 'skilljar.enrollment', 'datacamp.xp_fact']) {
    for (const key of none) {
      if (key === '1' && name === 'datacamp.user_dim') continue
      assert.equal(await withReader((reader) => readRow(reader, findTable(name)!, key)), null, `${name} ${key}`)
    }
  }
})

test('a row tells its name, the rows that name it with their list, and its source’s newest refresh', async () => {
  const row = await withReader((reader) => readRow(reader, findTable('datacamp.user_dim')!, '1'))
  assert.equal(row?.name, 'Anna Smith')
  assert.deepEqual(row.provenance, { connector: 'datacamp', run: 1, asOf: '2026-03-20T00:00:00.000Z' })
  const facts = row.linked.find(({ table }) => table === 'datacamp.course_fact')
  assert.deepEqual(facts, {
    table: 'datacamp.course_fact',
    column: 'user_id',
    count: { rows: 2, capped: false },
    href: '/explorer/datacamp.course_fact?filter=user_id%3Aeq%3A1',
  })
  assert.ok(row.linked.every(({ count }) => count !== null && count.rows > 0))
  const person = await withReader((reader) => readRow(reader, findTable('mart.person')!, '70'))
  assert.deepEqual([person?.name, person?.provenance, person?.linked.length], ['Anna Smith', null, 2])
})

test('every name and reference of the catalogue is one that the database has', async () => {
  for (const table of tables) {
    const naming = namingOf(table)
    for (const name of [...(naming?.columns ?? []), naming?.fallback, naming?.through]) {
      assert.ok(name === undefined || column(table, name), `${qualifiedName(table)} has no ${name}`)
    }
    const search = new URLSearchParams({ limit: '1' })
    await withReader(async (reader) => {
      const { rows } = await readTablePage(reader, readTableQuery(table, search))
      // Also where the tables are empty: an id of each column is asked for.
      const made = Object.fromEntries(table.columns.map((of) => [of.name, of.kind === 'text' ? 'x' : 1]))
      await namesOf(reader, table, rows[0] ? rows : [made])
      assert.ok(Array.isArray(referencesTo(table)))
    })
  }
})

test('whoever may not see all learners’ rows gets neither a row nor a name', async () => {
  const table = findTable('datacamp.user_dim')!
  const refused = { name: 'ExplorerRefused' }
  await withReader(
    async (reader) => {
      await assert.rejects(readRow(reader, table, '1'), refused)
      await assert.rejects(namesOf(reader, table, [{ user_id: 1 }]), refused)
    },
    { people: { teams: [1] }, learnerRows: true },
  )
})
