/** Skilljar's mirrors as plain rows, for oracles that compute in loops; times are text as the rows write them. */
import type pg from 'pg'
import type { Database } from '@/generated/catalogue/database'

type TableName = {
  [Name in keyof Database]: Name extends `skilljar.${infer Table}` ? Table : never
}[keyof Database]
export type Raw<Table extends TableName> = Database[`skilljar.${Table}`]
export type RawTables = { readonly [Table in (typeof tables)[number]]: readonly Raw<Table>[] }

const tables = [
  'student',
  'enrollment',
  'student_lesson_session_time_hourly',
  'student_course_progress',
  'student_lesson_progress',
  'lesson',
  'published_course',
  'published_path',
  'published_course_tag',
  'published_path_tags',
  'vilt_session_tag',
  'student_group_membership',
  'certificate',
  'quiz',
  'quiz_question',
  'quiz_answer',
  'quiz_response',
  'quiz_question_response',
  'quiz_question_response_chosen_answers',
  'vilt_session',
  'vilt_session_event',
  'vilt_session_registration',
  'published_path_enrollment',
  'student_path_progress',
  'path_item',
  'student_path_item_progress',
  'student_sco_progress',
  'scorm_interaction',
  'purchase',
  'offer',
  'promo_code',
  'domain_access_code',
  'domain_access_code_pool',
  'training_credit_code',
  'catalog_page',
  'catalog_page_student_group_visibility',
  'course',
  'course_series',
  'course_series_published_courses',
  'domain',
  'domain_membership',
  'domain_signup_field',
  'domain_signup_info',
  'promo_code_pool',
  'published_course_student_group_visibility',
  'quiz_question_bank',
  'quiz_question_bank_assignment',
  'scorm_resource',
  'student_group',
  'tag',
  'training_credit_code_offer',
  'training_credit_code_student_group',
  'vilt_account',
  'vilt_calendar_account',
  'vilt_location',
  'web_package',
  'path',
] as const satisfies readonly TableName[]

export async function rawSkilljar(pool: pg.Pool): Promise<RawTables> {
  const read = async (name: string) =>
    (await pool.query(`select to_jsonb(t) as row from skilljar."${name}" t`)).rows.map(({ row }) => row)
  const all = await Promise.all(tables.map(async (name) => [name, await read(name)] as const))
  return Object.fromEntries(all) as unknown as RawTables
}

const NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$/
export const plainNumber = (text: string | null): number | null =>
  text !== null && NUMBER.test(text.trim()) ? Number(text) : null

/** Compares by one key after the other; what is missing comes last. */
export const byKeys =
  <T>(...keys: ((row: T) => string | null | undefined)[]) =>
  (one: T, other: T): number => {
    for (const key of keys) {
      const [a, b] = [key(one) ?? '\uffff', key(other) ?? '\uffff']
      if (a !== b) return a < b ? -1 : 1
    }
    return 0
  }

export const groupsOf = <T>(rows: readonly T[], key: (row: T) => string): T[][] => [...Map.groupBy(rows, key).values()]
export const dayOf = (moment: string) => moment.slice(0, 10)
