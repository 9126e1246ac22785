import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import test, { after } from 'node:test'
import type pg from 'pg'
import { emptyDatabase, testDatabase } from '@/lib/testing/database'
import { check } from './check'
import { assertUsable } from './connect'
import { create } from './create'
import { deploy, status } from './deploy'

const folders: string[] = []
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

function temporary(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'skillscope-migrations-'))
  folders.push(folder)
  return folder
}

function migrationsOf(files: Record<string, string>): string {
  const folder = temporary()
  for (const [name, sql] of Object.entries(files)) {
    mkdirSync(path.join(folder, name))
    writeFileSync(path.join(folder, name, 'migration.sql'), sql)
  }
  return folder
}

const tricky = `
create schema app;
create table app.word (text text not null); -- a comment; with a semicolon
/* nested /* comments; */ too; */
create function app.shout(word text) returns text language plpgsql as $body$
begin
  if word = 'a;b' then return upper(word) || ';'; end if;
  return $$quoted;$$ || E'it\\'s;';
end
$body$;
do $$ begin insert into app.word values ('x;y'); end $$;
`

test('functions, comments and quotes that hold semicolons arrive whole', async () => {
  const { url, pool, drop } = await emptyDatabase()
  const applied = await deploy(url, { folder: migrationsOf({ '20260101000000_tricky': tricky }) })
  assert.deepEqual(applied, ['20260101000000_tricky'])
  const { rows } = await pool.query(`select app.shout('a;b') as first, app.shout('c') as second, text from app.word`)
  assert.deepEqual(rows, [{ first: 'A;B;', second: "quoted;it's;", text: 'x;y' }])
  await drop()
})

test('of three starts at once one migrates, and the others find it done', async () => {
  const { url, pool, drop } = await emptyDatabase()
  const folder = migrationsOf({
    '20260101000000_slow': 'select pg_sleep(0.3); create schema app; create table app.once (id int);',
    '20260102000000_next': 'insert into app.once values (1);',
  })
  const applied = await Promise.all([1, 2, 3].map(() => deploy(url, { folder })))
  assert.deepEqual(applied.map((names) => names.length).sort(), [0, 0, 2])
  assert.deepEqual((await pool.query('select id from app.once')).rows, [{ id: 1 }])
  await drop()
})

test('a migration that fails half-way leaves nothing, says where it failed, and can be repeated', async () => {
  const { url, pool, drop } = await emptyDatabase()
  const name = '20260101000000_broken'
  const folder = migrationsOf({ [name]: 'create schema app;\ncreate table app.half (id int);\nselect nonsense;\n' })
  await assert.rejects(deploy(url, { folder }), {
    message: `Migration ${name} failed at line 3: column "nonsense" does not exist. Nothing of it was applied.`,
  })
  assert.deepEqual((await pool.query(`select to_regnamespace('app') as schema`)).rows, [{ schema: null }])

  writeFileSync(path.join(folder, name, 'migration.sql'), 'create schema app;')
  assert.deepEqual(await deploy(url, { folder }), [name])
  await drop()
})

test('a migration cannot end its own transaction', async () => {
  const { url, drop } = await emptyDatabase()
  const folder = migrationsOf({ '20260101000000_commits': 'create schema app; commit; create schema mart;' })
  await assert.rejects(deploy(url, { folder }), /ends its own transaction/)
  await drop()
})

test('an applied migration that was edited, or that only a newer version knows, stops the start', async () => {
  const { url, drop } = await emptyDatabase()
  const first = '20260101000000_first'
  const folder = migrationsOf({ [first]: 'create schema app;' })
  await deploy(url, { folder })
  appendFileSync(path.join(folder, first, 'migration.sql'), '-- edited')
  await assert.rejects(deploy(url, { folder }), /changed after they had been applied: 20260101000000_first/)
  assert.deepEqual((await status(url, folder)).changed, [first])

  await assert.rejects(deploy(url, { folder: migrationsOf({}) }), /does not know: 20260101000000_first/)
  await drop()
})

const schema = (columns: string) => `
datasource db {
  provider = "postgresql"
  schemas  = ["app"]
}

model Word {
  id Int @id
  ${columns}

  @@map("word")
  @@schema("app")
}
`

test('create writes what the schema lacks, and nothing when it lacks nothing', async () => {
  const { url, pool, drop } = await emptyDatabase()
  const folders = { migrations: temporary(), schema: temporary() }
  writeFileSync(path.join(folders.schema, 'schema.prisma'), schema('text String'))
  const first = await create(url, 'First words!', folders)
  assert.match(first!, /^\d{14}_first_words_$/)
  assert.match(
    readFileSync(path.join(folders.migrations, first!, 'migration.sql'), 'utf8'),
    /CREATE TABLE "app"."word"/,
  )
  assert.equal(await create(url, 'Nothing', folders), undefined)
  assert.equal((await pool.query(`select to_regnamespace('app') as schema`)).rows[0].schema, null)

  await deploy(url, { folder: folders.migrations })
  assert.equal((await check(url, folders)).ok, true)

  writeFileSync(path.join(folders.schema, 'schema.prisma'), schema('text String\n  meaning String?'))
  assert.match((await check(url, folders)).schemaDrift, /ADD COLUMN\s+"meaning" TEXT/)
  const { rows } = await pool.query(
    `select count(*)::int as n from pg_database where datname like 'skillscope_shadow_%'`,
  )
  assert.deepEqual(rows, [{ n: 0 }])
  await drop()
})

test('the shipped migrations make exactly the shipped schema', async () => {
  const { url, drop } = await testDatabase()
  const found = await check(url)
  assert.deepEqual({ schema: found.schemaDrift, ...found.databaseDrift }, { schema: '', unexpected: [], missing: [] })
  assert.equal(found.ok, true)
  await drop()
})

test('what someone changed past the migrations is named, triggers and functions included', async () => {
  const { url, pool, drop } = await testDatabase()
  await pool.query('drop trigger audit_is_append_only on app.audit')
  await pool.query('create index stray on app.audit (outcome)')
  await pool.query(`create or replace function mart.parse_number(value text) returns numeric language sql return 0`)
  const { ok, databaseDrift } = await check(url)
  assert.equal(ok, false)
  const starts = (lines: string[]) => lines.map((line) => line.split(/[\s(]/, 3).join(' ')).sort()
  assert.deepEqual(starts(databaseDrift.missing), ['function CREATE OR', 'trigger CREATE TRIGGER'])
  assert.deepEqual(starts(databaseDrift.unexpected), ['function CREATE OR', 'index CREATE INDEX'])
  await drop()
})

test('a server that does not give sessions in UTC is refused, and so is one too old', async () => {
  const server = (zone: string, version: string) =>
    ({ query: async () => ({ rows: [{ zone, version }] }) }) as unknown as pg.ClientBase
  await assert.rejects(assertUsable(server('America/New_York', '180004')), /time zone America\/New_York although UTC/)
  await assert.rejects(assertUsable(server('UTC', '140011')), /PostgreSQL 14\. Skillscope needs 15 or newer/)
  await assertUsable(server('Etc/UTC', '150000'))
})

test('the audit record can be added to and read, and nothing else', async () => {
  const { pool, drop } = await testDatabase()
  await pool.query(`insert into app.audit (actor_kind, action) values ('system', 'test')`)
  for (const statement of [`update app.audit set action = 'x'`, 'delete from app.audit', 'truncate app.audit']) {
    await assert.rejects(pool.query(statement), /append-only/)
  }
  assert.equal((await pool.query('select 1 from app.audit')).rowCount, 1)
  await drop()
})

test('text becomes a number only where it is one', async () => {
  const { pool, drop } = await testDatabase()
  const cases: [string | null, string | null][] = [
    ['1', '1'],
    [' 2.5 ', '2.5'],
    ['-.5e-2', '-0.005'],
    ['+7.', '7'],
    ['1e3', '1000'],
    ['1,5', null],
    ['', null],
    ['N/A', null],
    ['NaN', null],
    ['0x10', null],
    ['1e99999', null],
    ['9'.repeat(500), null],
    [null, null],
  ]
  const { rows } = await pool.query<{ n: string | null }>(
    'select mart.parse_number(text) as n from unnest($1::text[]) with ordinality as t(text, i) order by i',
    [cases.map(([text]) => text)],
  )
  assert.deepEqual(
    rows.map(({ n }) => n),
    cases.map(([, number]) => number),
  )
  await drop()
})
