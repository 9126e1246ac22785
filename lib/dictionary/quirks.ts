/**
 * What a reader of the sources stumbles over: what it is about, what to know, and who says so. What the catalogue's own
 * descriptions, aliases and marks already say is not said again.
 */
import { tables } from '@/generated/catalogue/tables'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import type { Column, Table } from '@/lib/catalogue/types'
import { documentationPages } from './documentation'

/** Who says so. What is inferred from several of them says it in the text. */
export const quirkSources = {
  'datacamp-model': documentationPages.datacamp.title,
  'datacamp-older-model': 'DataCamp’s own packages dcdcpy and dcdcr, which carry the documentation of 2021 and 2022',
  'datacamp-rows': 'Rows that DataCamp published itself (history of dcdcpy’s example notebook, README of dcdcr)',
  'datacamp-readers': 'How dcdcr and dcdcpy read the files (R/s3.R, read_table_s3)',
  'skilljar-tables': documentationPages.skilljar.title,
  'skilljar-api': 'Skilljar’s REST API v1, OpenAPI description',
} as const

export interface Quirk {
  /** Qualified names of tables and of columns; the text stands with each of them. */
  readonly about: readonly string[]
  readonly text: string
  readonly source: keyof typeof quirkSources
}

const tablesWhere = (schema: Table['schema'], holds: (table: Table) => boolean) =>
  tables.filter((table) => table.schema === schema && holds(table)).map(qualifiedName)

const columnsWhere = (schema: Table['schema'], holds: (column: Column, table: Table) => boolean) =>
  tables.flatMap((table) =>
    table.schema === schema
      ? table.columns.filter((column) => holds(column, table)).map(({ name }) => `${qualifiedName(table)}.${name}`)
      : [],
  )

const workedOn = ['exercise', 'chapter', 'course', 'project', 'practice', 'assessment'].map((kind) => `${kind}_fact`)
const canBeDeleted = ['exercise', 'chapter', 'course']
const reserved = ['order', 'type', 'text', 'time', 'value']

export const quirks: readonly Quirk[] = [
  {
    about: workedOn.map((name) => `datacamp.${name}`),
    text: 'A row is one learner, one item and one day worked on it. The start and the completion are the item’s and stand on every one of its days, time and XP are the day’s: sum time and XP, and count completions as distinct learners and items (inferred).',
    source: 'datacamp-rows',
  },
  {
    about: canBeDeleted.flatMap((kind) =>
      columnsWhere('datacamp', ({ name }, table) => table.name === `${kind}_fact` && name === `${kind}_id`),
    ),
    text: '−1 stands for content that was deleted: all of it falls together in one row of the dimension. Rows that differed by their content then look alike, so no key of these tables is unique and they are loaded whole (inferred).',
    source: 'datacamp-model',
  },
  {
    about: tablesWhere('datacamp', ({ name }) => name.endsWith('_fact') && name !== 'xp_fact'),
    text: 'Holds only days on which the learner was in the group; other versions of the page add: and the group had a subscription. A learner who leaves and comes back has a gap.',
    source: 'datacamp-model',
  },
  {
    about: columnsWhere(
      'datacamp',
      ({ name, description }) => name === 'time_spent' && !description.includes('mobile'),
    ),
    text: 'Time on mobile devices is not delivered, so totals can differ a little from those of DataCamp’s exports and Group Hub.',
    source: 'datacamp-model',
  },
  {
    about: ['datacamp.exercise_fact'],
    text: 'Some rows have a time and nothing else, others XP and no time; a start can lie months before the day of the row.',
    source: 'datacamp-rows',
  },
  {
    about: columnsWhere(
      'datacamp',
      ({ references }, table) =>
        references === 'date_dim.date_id' && !['exercise_fact', 'project_fact'].includes(table.name),
    ),
    text: 'The documentation speaks of dim_date.id; the table that its own query joins is date_dim, by date_id.',
    source: 'datacamp-model',
  },
  {
    about: ['datacamp.course_fact.completed_at'],
    text: 'The documentation says “started”, copied from the line above; it is when the course was completed.',
    source: 'datacamp-model',
  },
  {
    about: ['datacamp.project_dim.title'],
    text: 'The documentation calls it the title of the course; it is the project’s.',
    source: 'datacamp-model',
  },
  {
    about: ['datacamp.track_content_fact.nb_seconds'],
    text: 'Other facts call their time time_spent; an older version of exercise_fact called it nb_seconds too.',
    source: 'datacamp-rows',
  },
  {
    about: ['datacamp.assessment_fact.score_group'],
    text: 'The bands share their borders: the documentation gives 70–100, 100–130 and 130–160 without saying where 100 belongs.',
    source: 'datacamp-model',
  },
  {
    about: tablesWhere('datacamp', ({ columns }) => columns.some(({ kind }) => kind === 'timestamp')),
    text: 'Times come without a zone; that they are UTC is an assumption that nothing contradicts (inferred).',
    source: 'datacamp-rows',
  },
  {
    about: columnsWhere(
      'datacamp',
      ({ name, description }, table) =>
        name === 'xp' && table.name.endsWith('_fact') && !description.includes('delivered as'),
    ),
    text: 'Whole numbers that may arrive as decimals, such as 50.0.',
    source: 'datacamp-readers',
  },
  {
    about: ['datacamp.certification_fact'],
    text: 'Written anew since the documentation of February 2022, which had other columns, among them certificate_id and case_study_status.',
    source: 'datacamp-older-model',
  },
  {
    about: columnsWhere(
      'datacamp',
      ({ optional, deprecated }, table) => table.name === 'user_dim' && optional && !deprecated,
    ),
    text: 'Not in the documentation as it is today, which ends after slug; known from an older one, so a delivery may lack it.',
    source: 'datacamp-older-model',
  },
  {
    about: ['datacamp.user_team_bridge'],
    text: 'Named by the documentation, whose list of columns is from an older version. A learner can be in several teams at a time, so a join on the learner alone counts facts once per team.',
    source: 'datacamp-older-model',
  },
  {
    about: ['datacamp.date_dim', 'datacamp.group_dim'],
    text: 'Named by the documentation without a list of columns, and in none of the deliveries that DataCamp listed: made here from the days and groups that the facts name where no file comes.',
    source: 'datacamp-model',
  },
  {
    about: tablesWhere('datacamp', ({ aliases }) => aliases.some((alias) => alias.startsWith('learning_'))),
    text: 'Files of 2021 carry the prefix learning_; both names are read.',
    source: 'datacamp-readers',
  },
  {
    about: tablesWhere('skilljar', ({ cursor }) => cursor === null),
    text: 'The documentation says that every table has updated_at; this one has not.',
    source: 'skilljar-tables',
  },
  {
    about: tablesWhere('skilljar', ({ cursor }) => cursor !== null),
    text: 'Nothing marks a deleted row. What is gone is found by comparing the keys with the source’s (inferred).',
    source: 'skilljar-tables',
  },
  {
    about: columnsWhere('skilljar', ({ numericText }) => numericText),
    text: 'Kept as it comes. What is computed from it reads it as a number or a time where it can be read; Quality lists what cannot.',
    source: 'skilljar-tables',
  },
  {
    about: columnsWhere('skilljar', ({ name }) => reserved.includes(name)),
    text: 'A word of SQL’s own: quote it in queries.',
    source: 'skilljar-tables',
  },
  {
    about: ['skilljar.path', 'skilljar.domain'],
    text: 'A word that SQL or its tools know otherwise: write it with its schema.',
    source: 'skilljar-tables',
  },
  {
    about: ['skilljar.student_lesson_session_time_hourly'],
    text: 'The only table that tells time by the hour, and of all lessons: total_time of student_sco_progress is of SCORM modules alone. It names learner, course, lesson progress and enrolment itself, so no join is needed.',
    source: 'skilljar-tables',
  },
  {
    about: ['skilljar.quiz_response'],
    text: 'Answers to questions with one right answer stand in quiz_question_response, those to questions with several in quiz_question_response_chosen_answers.',
    source: 'skilljar-tables',
  },
  {
    about: [
      'skilljar.course_series_published_courses',
      'skilljar.published_path_tags',
      'skilljar.quiz_question_response_chosen_answers',
    ],
    text: 'The name is plural, its key singular, unlike all other tables.',
    source: 'skilljar-tables',
  },
  {
    about: columnsWhere('skilljar', ({ name }) => name === 'credit_code_id'),
    text: 'The training_credit_code_id under a shorter name.',
    source: 'skilljar-tables',
  },
  {
    about: columnsWhere('skilljar', ({ name }) => name === 'bulk_purchase_id'),
    text: 'A purchase_id under another name.',
    source: 'skilljar-tables',
  },
  {
    about: columnsWhere('skilljar', ({ name, references }) => name === 'published_course_id' && references !== null),
    text: 'Its length differs from table to table in the documentation (32, 100, 255); the values are the same.',
    source: 'skilljar-tables',
  },
  {
    about: [
      'skilljar.published_course_student_group_visibility.is_visible',
      'skilljar.quiz_question_bank_assignment.order',
      'skilljar.quiz_question_bank_assignment.randomize_questions',
      'skilljar.quiz_question_bank_assignment.limit_question_count',
      'skilljar.quiz_response.attempted_question_count',
    ],
    text: 'In the documentation’s table its description has slipped one cell to the right.',
    source: 'skilljar-tables',
  },
  {
    about: ['skilljar.enrollment'],
    text: 'Each enrolment of a learner in the same course has a progress of its own: count learners, not rows.',
    source: 'skilljar-api',
  },
]
