/** Skilljar's tables as its own database has them: the vendor's types, lengths and odd column names. */
import type { PoolClient } from 'pg'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { Column, Table } from '@/lib/catalogue/types'
import type { Database } from '@/generated/catalogue/database'

type SkilljarKey = Extract<keyof Database, `skilljar.${string}`>
export type TableName = SkilljarKey extends `skilljar.${infer Name}` ? Name : never
export type Row<Name extends TableName> = Readonly<Omit<Database[`skilljar.${Name}`], 'extra'>>

/** Ids and most short values have 32 characters at most; these are the documented exceptions ("unlimited" is 0). */
const lengths: Readonly<Record<string, number>> = {
  'catalog_page.page_title': 500,
  'certificate.code': 12,
  'certificate.url': 255,
  'course.title': 500,
  'course_series.title': 500,
  'course_series_published_courses.published_course_id': 100,
  'domain.name': 225,
  'domain_access_code.code': 255,
  'domain_access_code_pool.name': 255,
  'domain_access_code_pool.channel': 20,
  'domain_signup_field.label': 100,
  'domain_signup_info.value': 100,
  'enrollment.channel': 25,
  'lesson.type': 12,
  'lesson.title': 500,
  'path.title': 500,
  'promo_code.code': 40,
  'promo_code_pool.name': 255,
  'published_course.url': 255,
  'published_course_student_group_visibility.published_course_id': 255,
  'purchase.order_id': 20,
  'purchase.state': 10,
  'purchase.payment_processor': 10,
  'purchase.payment_processor_account_id': 512,
  'purchase.payment_processor_order_id': 128,
  'purchase.price_currency': 3,
  'quiz.name': 100,
  'quiz_answer.text': 1000,
  'quiz_question.type': 20,
  'quiz_question.html': 0,
  'quiz_question_bank.name': 100,
  'quiz_question_response.grader_feedback': 5000,
  'quiz_question_response.response_text': 5000,
  'quiz_response.correct_response_count': 12,
  'scorm_interaction.student_sco_progress_id': 15,
  'scorm_interaction.identifier': 255,
  'scorm_interaction.type': 15,
  'scorm_interaction.weighting': 200,
  'scorm_interaction.time': 20,
  'scorm_interaction.response': 16000,
  'scorm_interaction.result': 15,
  'scorm_resource.identifier': 2000,
  'student.first_name': 30,
  'student.last_name': 30,
  'student.email': 254,
  'student_course_progress.credits_earned': 20,
  'student_course_progress.success_status': 10,
  'student_group.name': 100,
  'student_sco_progress.score_raw': 200,
  'student_sco_progress.score_min': 200,
  'student_sco_progress.score_max': 200,
  'tag.name': 100,
  'tag.slug': 100,
  'training_credit_code.code': 40,
  'training_credit_code.tracking_identifier': 256,
  'vilt_account.vilt_account_type': 40,
  'vilt_calendar_account.instructor_name': 100,
  'vilt_calendar_account.email': 100,
  'vilt_location.name': 100,
  'vilt_location.info_url': 1024,
  'vilt_session.display_name': 100,
  'vilt_session.instructor_name': 100,
  'vilt_session.instructor_external_id': 100,
  'vilt_session_event.location': 100,
  'vilt_session_event.timezone': 63,
  'web_package.title': 500,
  'web_package.type': 10,
}

function typeOf(table: Table, { name, kind }: Column): string {
  if (kind === 'timestamp') return 'timestamp without time zone'
  if (kind !== 'text') return kind
  const length = lengths[`${table.name}.${name}`] ?? 32
  return length === 0 ? 'text' : `character varying(${length})`
}

/** The vendor misspells one column and has blanks inside two others; Skillscope's catalogue knows these as aliases. */
export function sourceName({ name, aliases }: Column): string {
  return aliases.find((alias) => alias.includes(' ') || alias === 'certficate_id') ?? name
}

export const sourceTables: readonly Table[] = tablesOf('skilljar')

export async function createSourceTables(client: PoolClient, schema: string): Promise<void> {
  const quoted = (name: string) => client.escapeIdentifier(name)
  await client.query(`create schema if not exists ${quoted(schema)}`)
  for (const table of sourceTables) {
    const columns = table.columns.map((column) => `${quoted(sourceName(column))} ${typeOf(table, column)}`)
    await client.query(`create table ${quoted(schema)}.${quoted(table.name)} (${columns.join(', ')})`)
  }
}

/** After filling, because it is faster then; statistics tell readers how many rows to expect. */
export async function addKeys(client: PoolClient, schema: string): Promise<void> {
  for (const { name, key, columns } of sourceTables) {
    const table = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`
    const named = columns
      .filter((column) => key.includes(column.name))
      .map((column) => client.escapeIdentifier(sourceName(column)))
    await client.query(`alter table ${table} add primary key (${named.join(', ')})`)
    await client.query(`analyze ${table}`)
  }
}
