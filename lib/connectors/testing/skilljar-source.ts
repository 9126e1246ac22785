/** A real PostgreSQL in the part of Skilljar's, with three of its tables under odd names. */
import type { Reader } from '../types'
import { connectSkilljar, type SkilljarOptions } from '../skilljar/connection'
import type { SkilljarCredentials } from '../skilljar/credentials'
import { emptyDatabase } from '@/lib/testing/database'
import { column, table } from './catalogue'
import { pinAndRead, type WholeTable } from './read'

const lessonColumns = ['lesson_id', 'title', 'order', 'is_active', 'score', 'created_at', 'updated_at']
const progressColumns = ['student_sco_progress_id', 'student_lesson_progress_id']

export const student = table(
  'skilljar',
  'student',
  [column('student_id'), column('email', { aliases: ['email_address'] })],
  { key: ['student_id'] },
)
export const tables = [
  table(
    'skilljar',
    'lesson',
    lessonColumns.map((name) => column(name)),
    { key: ['lesson_id'], cursor: 'updated_at' },
  ),
  student,
  table(
    'skilljar',
    'student_sco_progress',
    progressColumns.map((name) => column(name)),
    { key: ['student_sco_progress_id'] },
  ),
]

const limits = { connectMs: 3_000, statementMs: 20_000, idleMs: 700 }

export async function startSource() {
  const database = await emptyDatabase()
  const url = new URL(database.url)
  const credentials: SkilljarCredentials = {
    host: url.hostname,
    port: Number(url.port),
    database: url.pathname.slice(1),
    schema: 'public',
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    sslmode: 'disable',
  }
  await database.pool.query(`
    create table lesson (lesson_id varchar(32) primary key, title text, "order" int, is_active boolean, score numeric,
                         created_at timestamptz, updated_at timestamp);
    create table "Student" (student_id char(8), email_address varchar(254));
    create table student_sco_progress (student_sco_progress_id varchar(32), "student_lesson_progress _id" varchar(32), "Mood " text);
    create table secret_plans (id int);
    insert into "Student" values ('s1', 'A@example.com');
    insert into student_sco_progress values ('p1', 'l1', 'fine');`)

  const connection = (more: Partial<SkilljarCredentials> = {}, options: Partial<SkilljarOptions> = {}) =>
    connectSkilljar(
      { ...credentials, ...more },
      { tables, privateTargets: ['127.0.0.1', 'localhost'], limits, ...options },
    )
  /** Opens, reads one table, closes. */
  async function readOnce(
    name: string,
    since: string | null = null,
    more: Partial<SkilljarCredentials> = {},
  ): Promise<WholeTable> {
    const reader: Reader = await connection(more).open()
    try {
      return await pinAndRead(reader, name, since)
    } finally {
      await reader.close()
    }
  }
  return { ...database, credentials, connection, readOnce }
}

export type SkilljarSource = Awaited<ReturnType<typeof startSource>>
