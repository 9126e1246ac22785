/**
 * Skilljar's part: a real PostgreSQL with all tables, five of which change: with and without a cursor, dimensions and facts.
 */
import type pg from 'pg'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { Kind, Table } from '@/lib/catalogue/types'
import type { Random } from '@/lib/demo/random'
import { emptyDatabase, type EmptyDatabase } from '@/lib/testing/database'
import type { FaultSource, Rows } from './source'

export interface DatabaseSource extends FaultSource, Pick<EmptyDatabase, 'url' | 'pool'> {}

const types: Readonly<Record<Kind, string>> = {
  text: 'text',
  integer: 'integer',
  bigint: 'bigint',
  numeric: 'numeric',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
}

export const columns = {
  course: ['course_id', 'title', 'created_at', 'updated_at'],
  student: ['student_id', 'first_name', 'email'],
  enrollment: ['enrollment_id', 'student_id', 'is_active', 'enrolled_at', 'student_course_progress_id', 'updated_at'],
  student_course_progress: ['student_course_progress_id', 'score', 'completed_at', 'updated_at'],
  student_lesson_session_time_hourly: [
    'student_lesson_session_time_hourly_id',
    'hour_starts_at',
    'session_time_seconds',
    'course_id',
    'student_id',
  ],
} as const

// Hours are of the last days, because older ones are only looked at once a week.
const FIRST_ROWS = `
  insert into course (course_id, title, created_at, updated_at)
    select 'c' || n, 'Course ' || n, '2026-01-01', '2026-01-01' from generate_series(1, 10) as n;
  insert into student (student_id, first_name, email)
    select 's' || n, 'Student ' || n, 'p' || n || '@example.com' from generate_series(1, 30) as n;
  insert into enrollment (enrollment_id, student_id, is_active, enrolled_at, student_course_progress_id, updated_at)
    select 'e' || n, 's' || 1 + n % 30, n % 5 > 0, '2026-02-01', 'p' || n, '2026-02-01' from generate_series(1, 60) as n;
  insert into student_course_progress (student_course_progress_id, score, completed_at, updated_at)
    select 'p' || n, n, case when n % 3 = 0 then timestamp '2026-03-01' + n * interval '1 day' end, '2026-04-01' from generate_series(1, 60) as n;
  insert into student_lesson_session_time_hourly
      (student_lesson_session_time_hourly_id, hour_starts_at, session_time_seconds, course_id, student_id)
    select 'h' || n, date_trunc('hour', now() at time zone 'UTC') - n * interval '1 hour', (n % 60)::text, 'c' || 1 + n % 10, 's' || 1 + n % 30
    from generate_series(1, 120) as n`

/** In a database of its own on the tests' server, or in one that is given. */
export async function startDatabaseSource(given?: EmptyDatabase): Promise<DatabaseSource> {
  const { pool, url, drop } = given ?? (await emptyDatabase())
  await pool.query(tablesOf('skilljar').map(createTable).join(';'))
  await pool.query(FIRST_ROWS)
  const address = new URL(url)
  const password = decodeURIComponent(address.password)
  return {
    connectorId: 'skilljar',
    pool,
    url,
    columns,
    secrets: [password],
    place: {
      connectorId: 'skilljar',
      credentials: {
        host: address.hostname,
        port: Number(address.port),
        database: address.pathname.slice(1),
        schema: 'public',
        user: decodeURIComponent(address.username),
        password,
        sslmode: 'disable',
      },
    },
    async mutate(random) {
      for (let step = random.integer(1, 4); step > 0; step--) await mutateOnce(pool, random)
    },
    rows: () => readRows(pool, 'public', columns),
    stop: drop,
  }
}

function createTable({ name, columns: all, key }: Table): string {
  const typed = all.map((column) => `"${column.name}" ${types[column.kind]}`)
  return `create table "${name}" (${typed.join()}, primary key ("${key.join('", "')}"))`
}

/** Every row as a JSON array of texts. */
export async function readRows(
  db: pg.Pool | pg.ClientBase,
  schema: string,
  wanted: Readonly<Record<string, readonly string[]>>,
): Promise<Rows> {
  const rows: Record<string, string[]> = {}
  for (const [table, names] of Object.entries(wanted)) {
    const texts = names.map((name) => `"${name}"::text`).join(', ')
    const found = await db.query<{ row: string[] }>(`select array[${texts}] as row from "${schema}"."${table}"`)
    rows[table] = found.rows.map(({ row }) => JSON.stringify(row))
  }
  return rows
}

/** One statement with its values, and how often it is taken. Hours are never deleted: only a whole read would notice. */
const mutations = (random: Random): readonly (readonly [readonly [string, readonly unknown[]], number])[] => {
  const fresh = random.alphanumerics(8)
  const course = `c${random.integer(1, 10)}`
  const student = `s${random.integer(1, 30)}`
  const number = random.integer(1, 60)
  const progress = `p${number}`
  return [
    [[`insert into course (course_id, title, created_at, updated_at) values ($1, $1, ${NOW}, ${NOW})`, [fresh]], 1],
    [[`update course set title = $2, updated_at = ${NOW} where course_id = $1`, [course, fresh]], 2],
    [['insert into student (student_id, first_name, email) values ($1, $1, $2)', [fresh, `${fresh}@example.com`]], 1],
    [['update student set email = $2 where student_id = $1', [student, `p${number}@example.com`]], 2],
    [[DELETE_NEW_STUDENT, []], 1],
    [[INSERT_ENROLLMENT, [fresh, student, progress]], 2],
    [[COMPLETE, [progress, random.integer(0, 100)]], 3],
    [[INSERT_HOUR, [fresh, number, String(number), course, student]], 3],
    [[UPDATE_HOUR, [`h${random.integer(1, 120)}`, String(number)]], 2],
  ]
}

const NOW = `clock_timestamp() at time zone 'UTC'`
const DELETE_NEW_STUDENT = `
  delete from student where student_id = (select max(student_id) from student where student_id !~ '^s[0-9]+$')`
const INSERT_ENROLLMENT = `
  insert into enrollment (enrollment_id, student_id, is_active, enrolled_at, student_course_progress_id, updated_at)
  values ($1, $2, true, ${NOW}, $3, ${NOW})`
const COMPLETE = `
  update student_course_progress set score = $2, completed_at = ${NOW}, updated_at = ${NOW}
  where student_course_progress_id = $1`
const INSERT_HOUR = `
  insert into student_lesson_session_time_hourly
    (student_lesson_session_time_hourly_id, hour_starts_at, session_time_seconds, course_id, student_id)
  values ($1, date_trunc('hour', now() at time zone 'UTC') - $2 * interval '1 hour', $3, $4, $5)`
const UPDATE_HOUR = `
  update student_lesson_session_time_hourly set session_time_seconds = $2
  where student_lesson_session_time_hourly_id = $1`

async function mutateOnce(pool: pg.Pool, random: Random): Promise<void> {
  const [text, values] = random.weighted(mutations(random))
  await pool.query(text, [...values])
}
