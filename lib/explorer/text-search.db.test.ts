/** Search and filters on words, held against their indexes. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Kysely, PostgresDialect, type CompiledQuery } from 'kysely'
import type { Database } from '@/generated/catalogue/database'
import { tables } from '@/generated/catalogue/tables'
import type { ScopedReader } from '@/lib/authz/reader'
import { findTable, qualifiedName } from '@/lib/catalogue/catalogue'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { countTableRows, readTablePage } from './table-page'
import { readTableQuery } from './table-query'
import { isSearchable, searchedColumns } from './text-search'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  await database.pool.query(`
    insert into datacamp.user_dim (user_id, extra, first_name, last_name, email, slug)
    select n, json_build_object('wide', repeat(md5(n::text), 40))::jsonb, 'First' || n % 97, 'Chloé-' || n % 89, 'user' || n || '@example.org', 'u-' || n from generate_series(1, 20000) as n;
    analyze datacamp.user_dim`)
})
after(() => database.drop())

const everything = { people: 'all', learnerRows: true, minimumCell: 1 }

async function plansOf(
  search: string,
  read: (reader: ScopedReader, query: ReturnType<typeof readTableQuery>) => unknown,
) {
  const seen: CompiledQuery[] = []
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: database.pool }),
    log: (event) => void seen.push(event.query),
  })
  const query = readTableQuery(findTable('datacamp.user_dim')!, new URLSearchParams(search))
  await read({ db, scope: everything } as unknown as ScopedReader, query)
  const plans = seen.map(async ({ sql, parameters }) => {
    const { rows } = await database.pool.query(`explain ${sql}`, [...parameters])
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })
  return (await Promise.all(plans)).join('\n')
}

test('a search, a contains and a starts of few rows read the index of words, on the page and in the count', async () => {
  for (const search of [
    'q=chlo%C3%A9+user12345',
    'q=chloe%CC%81+user12345',
    'q=user777',
    'filter=email:contains:user7771',
    'filter=email:starts:USER1999',
    'any=email:starts:user77712|first_name:eq:nobody|slug:contains:u-77712',
  ]) {
    for (const read of [readTablePage, countTableRows]) {
      const plan = await plansOf(search, read)
      assert.match(plan, /user_dim_words_idx/, search)
      assert.doesNotMatch(plan, /Seq Scan/, search)
    }
  }
})

test('an accent is found whichever way it is typed and stored', async () => {
  await database.pool.query(`insert into datacamp.team_dim (team_id, name) values (1, $1), (2, $2)`, [
    'Équipe'.normalize('NFC'),
    'Équipe'.normalize('NFD'),
  ])
  for (const form of ['NFC', 'NFD']) {
    const query = readTableQuery(findTable('datacamp.team_dim')!, new URLSearchParams({ q: 'équi'.normalize(form) }))
    const reader = { db: database.warehouse, scope: everything } as unknown as ScopedReader
    assert.equal((await readTablePage(reader, query)).rows.length, 2, form)
  }
})

test('a count stops at its limit: it never groups, sorts or reads all that a common word finds', async () => {
  assert.match(await plansOf('q=first', countTableRows), /Limit/)
  assert.doesNotMatch(await plansOf('q=first', countTableRows), /Sort/)
})

test('each index of words holds exactly the columns that are searched, so that no search falls back to reading the table', async () => {
  const { rows } = await database.pool.query<{ name: string; columns: string[] }>(`
    select n.nspname || '.' || t.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
    join pg_namespace n on n.oid = t.relnamespace join pg_attribute a on a.attrelid = c.oid
    where c.relname like '%\\_words\\_idx' group by 1`)
  assert.ok(rows.length > 20)
  for (const { name, columns } of rows) {
    const searched = searchedColumns(findTable(name)!).map((column) => column.name)
    assert.deepEqual(columns.toSorted(), searched.toSorted(), name)
  }
})

test('every table that says it can be searched can, and every other refuses', async () => {
  for (const table of tables) {
    const search = new URLSearchParams({ q: '17' })
    if (!isSearchable(table)) {
      assert.throws(
        () => readTableQuery(table, search),
        { name: 'InvalidTableQuery', param: 'q' },
        qualifiedName(table),
      )
      continue
    }
    const db = database.warehouse
    const reader = { db, scope: everything } as unknown as ScopedReader
    assert.ok((await readTablePage(reader, readTableQuery(table, search))).rows.length <= 50)
  }
})
