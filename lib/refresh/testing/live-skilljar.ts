/** An engine that refreshes from a real PostgreSQL in the part of Skilljar's, with every table of the catalogue. */
import type { TestContext } from 'node:test'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { Kind, Table } from '@/lib/catalogue/types'
import { connectSkilljar } from '@/lib/connectors/skilljar/connection'
import type { SkilljarCredentials } from '@/lib/connectors/skilljar/credentials'
import type { SessionLimits } from '@/lib/connectors/skilljar/session'
import type { Reader, ReadOptions } from '@/lib/connectors/types'
import { emptyDatabase } from '@/lib/testing/database'
import { requestRefresh, type RefreshRequest } from '../request'
import { executeRun } from '../run'
import type { RunDetail } from '../status'
import { assertState, detail, quick, select, startEngine } from './engine'

const types: Record<Kind, string> = {
  text: 'varchar(254)',
  integer: 'int',
  bigint: 'bigint',
  numeric: 'numeric',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamptz',
}
const limits: SessionLimits = { connectMs: 3_000, statementMs: 20_000, idleMs: 1_500 }

interface RefreshOptions extends Partial<RefreshRequest> {
  readonly limits?: Partial<SessionLimits>
  readonly credentials?: Partial<SkilljarCredentials>
  /** Called as bytes of the source's tables arrive: to break the way to it in the middle. */
  readonly onBytes?: (bytes: number) => void
}

export async function startLiveSkilljar(t: TestContext, tables: readonly Table[] = tablesOf('skilljar')) {
  const source = await emptyDatabase()
  t.after(() => source.drop())
  await source.pool.query(`alter database ${new URL(source.url).pathname.slice(1)} set timezone = 'America/New_York'`)
  await source.pool.query(tables.map(createTable).join(';'))
  const engine = await startEngine(t, 'skilljar')
  const url = new URL(source.url)
  const stored: SkilljarCredentials = {
    host: url.hostname,
    port: Number(url.port),
    database: url.pathname.slice(1),
    schema: 'public',
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    sslmode: 'disable',
  }
  const connect = (options: RefreshOptions = {}) =>
    connectSkilljar(
      { ...stored, ...options.credentials },
      { tables, privateTargets: ['127.0.0.1', 'localhost'], limits: { ...limits, ...options.limits } },
    )

  return {
    ...engine,
    connectorId: 'skilljar' as const,
    credentials: stored,
    connect,
    /** Runs SQL in the source. */
    async source(sql: string): Promise<void> {
      await source.pool.query(sql)
    },
    sourcePool: source.pool,
    async refresh(options: RefreshOptions = {}): Promise<RunDetail> {
      const { limits: _limits, credentials: _credentials, onBytes, ...request } = options
      const { app, pool } = engine
      const { runId } = await requestRefresh(app, 'skilljar', { trigger: 'manual', ...request })
      const signal = new AbortController().signal
      const open = async () => watched(await connect(options).open(), onBytes)
      await executeRun({ app, pool, open, signal, timing: quick }, runId)
      return detail(engine, runId)
    },
  }
}

export type LiveSkilljar = Awaited<ReturnType<typeof startLiveSkilljar>>

/** Twenty courses, the newest an hour old, and one of other tables' rows. */
export async function startLoadedSkilljar(t: TestContext): Promise<LiveSkilljar> {
  const live = await startLiveSkilljar(t)
  await live.source(`
    insert into course (course_id, title, created_at, updated_at)
    select 'c' || lpad(i::text, 2, '0'), 'Course ' || i, now() - interval '90 days', now() - i * interval '1 hour' from generate_series(1, 20) i;
    insert into tag (tag_id, name, slug, updated_at) values ('t1', 'Sales', 'sales', now() - interval '1 day');
    insert into student (student_id, email) values ('s1', 'ada@example.com')`)
  assertState(await live.refresh(), 'published')
  return live
}

/** What readers would see of the courses. */
export const courseTitles = async (live: LiveSkilljar) =>
  (await select<{ title: string }>(live, 'select title from skilljar.course order by course_id')).map(
    ({ title }) => title,
  )

/** SQL for the source; the stamp is SQL, too. */
export const insertCourse = (id: string, stamp: string, title = id) =>
  `insert into course (course_id, title, updated_at) values ('${id}', '${title}', ${stamp})`

function watched(reader: Reader, watch: RefreshOptions['onBytes']): Reader {
  if (!watch) return reader
  const seen = (options: ReadOptions, bytes: number) => {
    options.onBytes?.(bytes)
    watch(bytes)
  }
  return {
    ...reader,
    read: (source, options) => reader.read(source, { ...options, onBytes: (bytes) => seen(options, bytes) }),
  }
}

function createTable({ name, columns, key }: Table): string {
  const typed = columns.map((column) => `"${column.name}" ${types[column.kind]}`)
  return `create table "${name}" (${[...typed, `primary key (${key.map((column) => `"${column}"`).join()})`].join()})`
}
