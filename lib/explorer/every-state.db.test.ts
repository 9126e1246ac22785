/** Whatever is asked of a table, the Explorer and its export answer what plain SQL answers. */
import assert from 'node:assert/strict'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { Kysely, PostgresDialect, type CompiledQuery } from 'kysely'
import { to as copyTo } from 'pg-copy-streams'
import type { Database } from '@/generated/catalogue/database'
import type { ScopedReader } from '@/lib/authz/reader'
import { findTable } from '@/lib/catalogue/catalogue'
import { csv } from '@/lib/export/csv'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { countTableRows, readTablePage, tableExport } from './table-page'
import { readTableQuery, tableQueryParams } from './table-query'
import { fillStates, NASTY, states, type State } from './testing/states'

let database: TestDatabase
const seen: CompiledQuery[] = []
let reader: ScopedReader

before(async () => {
  database = await testDatabase()
  await fillStates(database.pool)
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: database.pool }),
    log: (event) => void seen.push(event.query),
  })
  const everything = { people: 'all', learnerRows: true, minimumCell: 1 }
  // Safe: the Explorer reads nothing else of its reader.
  reader = { db, scope: everything } as unknown as ScopedReader
})
after(() => database.drop())

const questionOf = ({ table, search }: State, cursor: string | null = null) => {
  const params = new URLSearchParams(search)
  if (cursor !== null) params.set('cursor', cursor)
  return readTableQuery(findTable(table)!, params)
}

test('any filters, groups, search and order show the rows of plain SQL, page by page in both ways, each once', async () => {
  await fc.assert(
    fc.asyncProperty(states, async (state) => {
      const { rows: expected } = await database.pool.query(state.sql)
      const pages: (readonly unknown[])[] = []
      let page = await readTablePage(reader, questionOf(state))
      assert.equal(page.previous, null)
      for (;;) {
        pages.push(page.rows)
        if (page.next === null) break
        page = await readTablePage(reader, questionOf(state, page.next))
      }
      assert.deepEqual(pages.flat(), expected)
      for (const earlier of pages.slice(0, -1).toReversed()) {
        page = await readTablePage(reader, questionOf(state, page.previous))
        assert.deepEqual(page.rows, earlier)
      }
      assert.equal(page.previous, null)
      assert.deepEqual(await countTableRows(reader, questionOf(state)), { rows: expected.length, capped: false })
    }),
    { numRuns: 120 },
  )
})

test('an address read, written and read again asks the same, groups and search included', () => {
  fc.assert(
    fc.property(states, (state) => {
      const query = questionOf(state)
      assert.deepEqual(readTableQuery(query.table, tableQueryParams(query)), query)
    }),
  )
})

test('the CSV of every state holds the cells that COPY writes for the same plain SQL', async () => {
  await fc.assert(
    fc.asyncProperty(states, async (state) => {
      const written = await new Response(await csv(tableExport(reader, questionOf(state)), database.pool)).text()
      const cells = parse(written, { record_delimiter: '\r\n', bom: true }) as string[][]
      assert.deepEqual(
        cells.map((record) => record.map(withoutApostrophe)),
        await copied(state.sql),
      )
    }),
    { numRuns: 40 },
  )
})

/** The export keeps spreadsheets from running a text as a formula. */
const withoutApostrophe = (cell: string) => cell.replace(/^'(?=[=+@-])/, '')

async function copied(sql: string): Promise<string[][]> {
  const client = await database.pool.connect()
  try {
    const answer = await text(client.query(copyTo(`copy (${sql}) to stdout (format csv, header)`)))
    return (parse(answer) as string[][]).map((record) => record.map(withoutApostrophe))
  } finally {
    client.release()
  }
}

test('what somebody types never becomes part of a statement', async () => {
  const typed = fc.oneof(
    fc.constantFrom(...NASTY),
    fc.string({ minLength: 1, maxLength: 20 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
  )
  const shape = (statements: readonly CompiledQuery[]) => statements.map(({ sql }) => sql)
  const ask = async (value: string) => {
    const params = new URLSearchParams({ filter: `email:contains:${value}` })
    params.append('filter', `slug:in:${value.replace(/[\\,]/g, '\\$&')}`)
    params.append('any', `first_name:eq:${value}|last_name:starts:${value}`.replace(/[\\]/g, '\\\\'))
    params.set('q', `word${value.replaceAll(/[\p{L}\p{N}\p{M}_]/gu, '')}`)
    seen.length = 0
    const query = readTableQuery(findTable('datacamp.user_dim')!, params)
    await readTablePage(reader, query)
    await countTableRows(reader, query)
    return shape(seen)
  }
  const usual = await ask('usual')
  const bars = (value: string) => value.includes('|')
  await fc.assert(
    fc.asyncProperty(typed, async (value) => {
      fc.pre(!bars(value) && !value.includes('\0') && value.isWellFormed())
      assert.deepEqual(await ask(value), usual)
    }),
    { numRuns: 150 },
  )
})
