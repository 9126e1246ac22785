import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { sql, type RawBuilder } from 'kysely'
import pg from 'pg'
import { createWarehouse, type Warehouse } from '@/lib/db/warehouse'
import { emptyDatabase, type EmptyDatabase } from '@/lib/testing/database'
import { csv, type CsvOptions } from './csv'

let database: EmptyDatabase
let db: Warehouse
before(async () => {
  database = await emptyDatabase()
  db = createWarehouse(database.pool)
})
after(() => database.drop())

const stream = (query: RawBuilder<unknown>, options?: CsvOptions) => csv(query.compile(db), database.pool, options)
const download = async (query: RawBuilder<unknown>, options?: CsvOptions) =>
  new Response(await stream(query, options)).text()
const records = async (query: RawBuilder<unknown>) =>
  parse(await download(query), { record_delimiter: '\r\n' }) as string[][]

test('a download holds a heading, CRLF records, ISO times in UTC and numbers as numbers', async () => {
  const text = await download(
    sql`select -5 as amount, timestamp '2026-01-31 09:30:00.5' as at, date '2026-01-31' as day, ${'a,"b"\nc'}::text as note,
        null::text as nothing, ''::text as empty, 1.50::numeric as rate, true as yes`,
  )
  assert.equal(
    text,
    'amount,at,day,note,nothing,empty,rate,yes\r\n-5,2026-01-31 09:30:00.5,2026-01-31,"a,""b""\nc",,"",1.50,t\r\n',
  )
})

test('headings can be words of ours, and a byte order mark can lead the file', async () => {
  const query = sql`select 1 as a, 2 as b`
  assert.equal(await download(query, { headings: { a: 'Learners, all' } }), '"Learners, all",b\r\n1,2\r\n')
  const bytes = new Uint8Array(await new Response(await stream(query, { byteOrderMark: true })).arrayBuffer())
  assert.deepEqual([...bytes.subarray(0, 4)], [0xef, 0xbb, 0xbf, 'a'.charCodeAt(0)])
})

test('an export has the memory that it asks for, and the connection goes back without it', async () => {
  const setting = sql`select current_setting('work_mem') as memory`
  const before = await download(setting)
  assert.equal(await download(setting, { memory: '77MB' }), 'memory\r\n77MB\r\n')
  assert.equal(await download(setting), before)
})

test('a query of the builder exports like one of the template', async () => {
  const built = db
    .selectFrom(sql<{ n: number }>`(select generate_series(1, 5) as n)`.as('numbers'))
    .select('n')
    .where('n', 'in', [2, 3])
    .orderBy('n', 'desc')
    .limit(9)
  assert.equal(await new Response(await csv(built.compile(), database.pool)).text(), 'n\r\n3\r\n2\r\n')
})

test('a query without rows is a heading alone', async () => {
  assert.equal(await download(sql`select 1 as a where false`), 'a\r\n')
})

test('text that a spreadsheet would run as a formula gets an apostrophe, and only that', async () => {
  const dangerous = [
    '=1+1',
    '+1',
    '-1',
    '@a',
    '\tx',
    '\rx',
    '＝1',
    '＋1',
    '－1',
    '＠a',
    ' =1',
    '\n=1',
    '"=1',
    "'=1",
    '\u00a0=1',
    ' \t=1',
  ]
  const harmless = ['a=1', '1-1', ' ', '', "'", 'a@b.example', '–1', 'ok', '5']
  const rows = await records(
    sql`select cell from unnest(${[...dangerous, ...harmless]}::text[]) with ordinality as t (cell, n) order by n`,
  )
  assert.deepEqual(rows.slice(1).flat(), [...dangerous.map((cell) => `'${cell}`), ...harmless])
})

test('the guard follows the type of the column, not its name: JSON, names and arrays are text too', async () => {
  const rows = await records(
    sql`select '"=1"'::jsonb as a, '=1'::name as b, array['=1'] as c, '=1'::varchar(9) as d, -1.5::float8 as e`,
  )
  assert.deepEqual(rows[1], [`'"=1"`, `'=1`, '{=1}', `'=1`, '-1.5'])
})

/** Text that attacks quoting, numbering of parameters, comments and encodings. */
const nasty = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      "'",
      '"',
      '\\',
      '$1',
      '$$',
      '$2',
      '--',
      '/*',
      '*/',
      ';',
      '\n',
      "\\'",
      "''",
      'E',
      ' ',
      ')',
      '?',
      ':a',
    ),
    fc.string({ unit: 'binary', maxLength: 1 }),
    fc.constantFrom('’', '＇', 'é', '🎓', '\u202e', '縗'),
  ),
})
const storable = nasty.filter((text) => !text.includes('\0') && text.isWellFormed())

for (const mode of ['on', 'off']) {
  test(`no value of a filter can leave its literal where standard_conforming_strings is ${mode}`, async () => {
    const url = new URL(database.url)
    url.searchParams.set('options', `-c standard_conforming_strings=${mode}`)
    const pool = new pg.Pool({ connectionString: url.href.replaceAll('+', '%20'), max: 2 })
    try {
      const { rows } = await pool.query('show standard_conforming_strings')
      assert.deepEqual(rows, [{ standard_conforming_strings: mode }])
      await fc.assert(
        fc.asyncProperty(storable, storable, fc.array(storable, { maxLength: 3 }), async (one, two, list) => {
          const query = sql`select ${one}::text = ${fromHex(sql`${hex(one)}`)} as one, ${two}::text = ${fromHex(sql`${hex(two)}`)} as two,
            ${list}::text[] = array(select ${fromHex(sql`item`)} from unnest(${list.map(hex)}::text[]) with ordinality
              as t (item, n) order by n) as list`
          const text = await new Response(await csv(query.compile(db), pool)).text()
          assert.equal(text, 'one,two,list\r\nt,t,t\r\n')
        }),
        { numRuns: 150 },
      )
    } finally {
      await pool.end()
    }
  })
}

/** The same text by a way that no quoting can disturb. */
const fromHex = (text: RawBuilder<unknown>) => sql`convert_from(decode(${text}, 'hex'), 'UTF8')`
const hex = (text: string) => Buffer.from(text).toString('hex')

test('every cell of an export equals an independent query, cell by cell', async () => {
  const cells = fc.sample(storable, 300)
  await database.pool.query(
    'create table note (n int generated always as identity, body text, amount numeric, at timestamp(6))',
  )
  await database.pool.query(
    `insert into note (body, amount, at) select body, case when n % 3 = 0 then null else n - 7.25 end,
     timestamp '2026-01-01' + n * interval '1 hour 0.000001 s' from unnest($1::text[]) with ordinality as t (body, n)`,
    [cells.map((cell, index) => (index % 10 === 0 ? null : cell))],
  )
  const rows = await records(sql`select n, body, amount, at from note order by n desc`)
  const { rows: expected } = await database.pool.query<Record<string, string | number | null>>(
    `select n, body, amount::text, at::text from note order by n desc`,
  )
  const guarded = (text: string) => (isFormula(text) ? `'${text}` : text)
  assert.deepEqual(
    rows.slice(1),
    expected.map(({ n, body, amount, at }) => [
      String(n),
      guarded(String(body ?? '')),
      String(amount ?? ''),
      String(at),
    ]),
  )
})

/** The rule once more, by hand: the first character that is no blank, line feed, quote or mark without width. */
function isFormula(text: string): boolean {
  const first = [...text].find((character) => !' \n\u00a0\u200b\u2060\ufeff"\''.includes(character))
  return first !== undefined && '=+-@\t\r＝＋－＠'.includes(first)
}

test('a query that fails at once is an error and no download', async () => {
  await assert.rejects(stream(sql`select 1 / 0 as a`), /division by zero/)
  await assert.rejects(stream(sql`select nothing`), /does not exist/)
})

test('a download that the database breaks off fails instead of ending', async () => {
  const broken = await stream(sql`select n, 1 / (200000 - n) as a from generate_series(1, 1000000) as n`)
  await assert.rejects(new Response(broken).text(), /division by zero/)

  const reader = (
    await stream(sql`select n, ${'x'.repeat(200)}::text as a from generate_series(1, 1000000) as n`)
  ).getReader()
  await reader.read()
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query like 'copy%' and datname = current_database()`,
  )
  await assert.rejects(async () => {
    while (!(await reader.read()).done);
  })
})

test('cancelling a download stops its query, and its connection is not used again', async () => {
  const reader = (
    await stream(
      sql`select n, pg_sleep(case when n > 50000 then 60 else 0 end)::text as a from generate_series(1, 1000000) as n`,
    )
  ).getReader()
  await reader.read()
  await reader.cancel()
  assert.equal(await runningCopies(), 0)
})

test('a reader that pauses pauses the database: memory does not take up the rest', async () => {
  const reader = (
    await stream(sql`select n, ${'x'.repeat(1000)}::text as a from generate_series(1, 300000) as n`)
  ).getReader()
  await reader.read()
  await sleep(300)
  const before = process.memoryUsage().rss
  await sleep(700)
  const { rows } = await database.pool.query(
    `select wait_event from pg_stat_activity where query like 'copy%' and datname = current_database()`,
  )
  assert.deepEqual(rows, [{ wait_event: 'ClientWrite' }])
  assert.ok(process.memoryUsage().rss - before < 50_000_000)
  await reader.cancel()
})

async function runningCopies(): Promise<number> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const { rows } = await database.pool.query<{ running: number }>(
      `select count(*)::int as running from pg_stat_activity where query like 'copy%' and state = 'active' and datname = current_database()`,
    )
    if (rows[0]?.running === 0) return 0
    await sleep(50)
  }
  return -1
}

test('a download reads one state of the data and writes nothing', async () => {
  await assert.rejects(stream(sql`select nextval('note_n_seq') as n`), /read-only transaction/)
})
