/** What a row of each table is called, and on which page of the product it is shown. */
import type { Table } from '@/lib/catalogue/types'
import { qualifiedName } from '@/lib/catalogue/catalogue'

export interface Naming {
  /** Columns that make the name together; the row goes by `fallback` where they are empty. */
  readonly columns?: readonly string[]
  readonly fallback?: string
  /** It is called like the thing that this column names. */
  readonly through?: string
  /** The page of a thing with this number; for accounts, of the person behind it. */
  readonly page?: string
  /** An account: its page is the person's. */
  readonly account?: 'datacamp' | 'skilljar'
}

const namings: Readonly<Record<string, Naming>> = {
  'datacamp.user_dim': {
    columns: ['first_name', 'last_name'],
    fallback: 'email',
    account: 'datacamp',
    page: '/people/',
  },
  'datacamp.team_dim': { columns: ['name'], page: '/teams/' },
  'datacamp.course_dim': { columns: ['title'], page: '/datacamp/courses/' },
  'datacamp.track_dim': { columns: ['title'], page: '/datacamp/tracks/' },
  'datacamp.chapter_dim': { columns: ['title'] },
  'datacamp.exercise_dim': { columns: ['title'] },
  'datacamp.practice_dim': { columns: ['title'] },
  'datacamp.project_dim': { columns: ['title'] },
  'datacamp.assessment_dim': { columns: ['title'] },
  'datacamp.assignment_dim': { columns: ['assignment_title'] },
  'datacamp.certification_dim': { columns: ['certification_name'] },
  'datacamp.workspace_dim': { columns: ['workspace_title'] },
  'mart.person': { columns: ['name'], fallback: 'email', page: '/people/' },
  'mart.category': { columns: ['source', 'content_type', 'technology'] },
  'skilljar.student': {
    columns: ['first_name', 'last_name'],
    fallback: 'email',
    account: 'skilljar',
    page: '/people/',
  },
  'skilljar.student_group': { columns: ['name'], page: '/skilljar/access-groups/' },
  'skilljar.course': { columns: ['title'] },
  'skilljar.published_course': { through: 'course_id', page: '/skilljar/courses/' },
  'skilljar.course_series': { columns: ['title'] },
  'skilljar.lesson': { columns: ['title'] },
  'skilljar.quiz': { columns: ['name'], page: '/skilljar/quizzes/' },
  'skilljar.quiz_question': { columns: ['html'] },
  'skilljar.quiz_answer': { columns: ['text'] },
  'skilljar.quiz_question_bank': { columns: ['name'] },
  'skilljar.path': { columns: ['title'], page: '/skilljar/paths/' },
  'skilljar.published_path': { through: 'path_id' },
  'skilljar.path_item': { through: 'course_id' },
  'skilljar.enrollment': { through: 'published_course_id' },
  'skilljar.student_lesson_progress': { through: 'lesson_id' },
  'skilljar.quiz_response': { through: 'quiz_id' },
  'skilljar.web_package': { columns: ['title'] },
  'skilljar.scorm_resource': { columns: ['identifier'] },
  'skilljar.vilt_session': { columns: ['display_name'], page: '/skilljar/live-training/' },
  'skilljar.tag': { columns: ['name'] },
  'skilljar.domain': { columns: ['name'] },
  'skilljar.domain_access_code': { columns: ['code'] },
  'skilljar.domain_access_code_pool': { columns: ['name'] },
  'skilljar.domain_signup_field': { columns: ['label'] },
  'skilljar.catalog_page': { columns: ['page_title'] },
  'skilljar.promo_code': { columns: ['code'] },
  'skilljar.promo_code_pool': { columns: ['name'] },
  'skilljar.offer': { through: 'published_course_id' },
  'skilljar.training_credit_code': { columns: ['code'] },
}

/** null: nothing of the row is a name. */
export function namingOf(table: Table): Naming | null {
  return namings[qualifiedName(table)] ?? null
}
