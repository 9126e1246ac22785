/** The Explorer over ten million rows: pages, filters, search and counts in milliseconds; CSV and the other formats in rows/s and memory. */
import { ownScope } from '@/lib/authz/scope'
import { withReader, type ScopedReader } from '@/lib/authz/reader'
import { findTable, qualifiedName } from '@/lib/catalogue/catalogue'
import type { Table } from '@/lib/catalogue/types'
import { deferIndexes, restoreIndexes } from '@/lib/db/deferred-indexes'
import { createScaleContents, createScaleCourseFacts } from '@/lib/demo/scale/facts'
import { createScalePeople } from '@/lib/demo/scale/people'
import { cursorText } from '@/lib/explorer/cursor'
import { countTableRows, readTablePage } from '@/lib/explorer/table-page'
import { readTableQuery } from '@/lib/explorer/table-query'
import { parseSort, totalOrder } from '@/lib/explorer/table-sort'
import type { TestDatabase } from '@/lib/testing/database'
import { attempt } from './attempt'
import { benchLargeExports } from './explorer-exports'
import { milliseconds, turns, type Ratio } from './measure'
import { withDatabase } from './sources'

/** Course facts of one person of the scale data, on average. */
const FACTS_EACH = 45.1
const LOCK = 730_003
const PAGE = 50
const DEEP_PAGE = 10_000
const ROUNDS = 9
const BUDGET = 20

export function benchExplorer(rows: number, say: (what: string) => void): Promise<readonly Ratio[]> {
  return withDatabase(async (database) => {
    say(`The Explorer's ${rows.toLocaleString('en')} rows (some minutes)`)
    await fill(database, Math.ceil(rows / FACTS_EACH))
    const facts = table('datacamp.course_fact')
    const count = await rowsOf(database, facts)
    const deep = Math.min(DEEP_PAGE, Math.floor(count / PAGE) - 1)
    const ratios: Ratio[] = []
    for (const [name, work] of [
      ['first page', () => pages(database, facts, '', 1, count)],
      ['deep page', () => pages(database, facts, '', deep, count)],
      ['deep page by day', () => pages(database, facts, 'date_id:desc', deep, count)],
      ['filters', () => filters(database, facts)],
      ['search', () => search(database, table('datacamp.user_dim'), 'user_id', deep)],
      ['exports', () => benchLargeExports(database, facts, count)],
    ] as const) {
      say(`The Explorer: ${name}`)
      ratios.push(...(await attempt(`Explorer, ${name}`, work)))
    }
    return ratios
  })
}

function table(name: string): Table {
  const found = findTable(name)
  if (!found) throw new Error(`There is no table ${name}.`)
  return found
}

/** Filled by the demo's own scale, without the families that the Explorer does not ask here. */
async function fill({ pool }: TestDatabase, people: number): Promise<void> {
  await deferIndexes(pool, ['datacamp.course_fact'], LOCK)
  const client = await pool.connect()
  try {
    await createScalePeople(client, people)
    await createScaleContents(client)
    await createScaleCourseFacts(client)
    await client.query('begin')
    await restoreIndexes(client, 'datacamp.course_fact')
    await client.query('commit')
    await client.query('vacuum (analyze)')
  } finally {
    client.release(true)
  }
}

async function rowsOf({ pool }: TestDatabase, of: Table): Promise<number> {
  const { rows } = await pool.query<{ rows: number }>(`select count(*)::int as rows from ${qualifiedName(of)}`)
  return rows[0]?.rows ?? 0
}

const read = <T>({ warehouse }: TestDatabase, work: (reader: ScopedReader) => Promise<T>) =>
  withReader(ownScope, work, warehouse)

/** The page with this number, come to through its cursor, against the same rows by OFFSET. */
async function pages(
  database: TestDatabase,
  of: Table,
  sort: string,
  number: number,
  count: number,
): Promise<readonly Ratio[]> {
  const order = totalOrder(of, parseSort(of, sort))
  const names = order.map(({ name, direction }) => `${name} ${direction}`).join(', ')
  const offset = (number - 1) * PAGE
  const { rows } = await database.pool.query<{ position: string[] }>(
    `select array[${order.map(({ name }) => `${name}::text`).join(', ')}] as position
     from ${qualifiedName(of)} order by ${names} offset ${Math.max(0, offset - 1)} limit 1`,
  )
  const params = new URLSearchParams({ sort, limit: String(PAGE) })
  const [before] = rows
  if (offset > 0 && before) params.set('cursor', cursorText(of, order, { scan: 'forward', position: before.position }))
  const query = readTableQuery(of, params)
  const { ours, against } = await turns(
    {
      against: () =>
        database.pool.query(`select * from ${qualifiedName(of)} order by ${names} offset ${offset} limit ${PAGE}`),
      ours: () => read(database, (reader) => readTablePage(reader, query)),
    },
    { rounds: ROUNDS, budget: BUDGET },
  )
  const by = sort === '' ? 'its key' : sort
  return [
    {
      name: `Explorer, page ${number.toLocaleString('en')} of ${inMillions(count)} by ${by}, ms`,
      value: ours * 1_000,
      limit: 'at most 50',
      reads: 'milliseconds until the rows are here, the reader’s transaction included',
      ours: milliseconds(ours),
      against: `${milliseconds(against)} by OFFSET`,
    },
  ]
}

/** Each column that an index begins with, asked for a value from the middle of its own: page and capped count. */
async function filters(database: TestDatabase, of: Table): Promise<readonly Ratio[]> {
  const { rows: columns } = await database.pool.query<{ name: string }>(
    `select distinct attname as name from pg_index join pg_attribute on attrelid = indrelid and attnum = indkey[0]
     where indrelid = $1::regclass order by 1`,
    [qualifiedName(of)],
  )
  const ratios: Ratio[] = []
  for (const { name } of columns.filter((column) => of.columns.some((known) => known.name === column.name))) {
    const { rows } = await database.pool.query<{ value: string }>(
      `select ${name}::text as value from ${qualifiedName(of)} where ${name} is not null offset 1000000 limit 1`,
    )
    const query = readTableQuery(of, new URLSearchParams({ filter: `${name}:eq:${rows[0]?.value}` }))
    ratios.push(await pageAndCount(database, query, `filter by ${name}`))
  }
  return ratios
}

/** A person's name as somebody types it, the last word begun. */
async function search(database: TestDatabase, of: Table, key: string, place: number): Promise<readonly Ratio[]> {
  const { rows } = await database.pool.query<{ q: string }>(
    `select first_name || ' ' || left(last_name, 3) as q from ${qualifiedName(of)} order by ${key} offset $1 limit 1`,
    [place],
  )
  const query = readTableQuery(of, new URLSearchParams({ q: rows[0]?.q ?? 'a' }))
  return [await pageAndCount(database, query, `search for a person among ${inMillions(await rowsOf(database, of))}`)]
}

async function pageAndCount(
  database: TestDatabase,
  query: ReturnType<typeof readTableQuery>,
  what: string,
): Promise<Ratio> {
  const { page, count } = await turns(
    {
      page: () => read(database, (reader) => readTablePage(reader, query)),
      count: () => read(database, (reader) => countTableRows(reader, query)),
    },
    { rounds: ROUNDS, budget: BUDGET },
  )
  return {
    name: `Explorer, ${what}, ms`,
    value: Math.max(page, count) * 1_000,
    limit: 'at most 100',
    reads: 'milliseconds, the slower of the page and the capped count',
    ours: `${milliseconds(page)} for the page, ${milliseconds(count)} for the count`,
    against: '',
  }
}

const inMillions = (rows: number) => (rows < 1e6 ? rows.toLocaleString('en') : `${(rows / 1e6).toFixed(1)} M rows`)
