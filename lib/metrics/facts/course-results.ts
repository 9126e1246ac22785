/** How Skilljar courses went: score, success status and credits, once per student and course progress. */
import { sql, type RawBuilder } from 'kysely'
import { addDays } from '@/lib/filters/days'
import { defineFact, type Columns, type Context, type Db } from '../fact'
import type { RatioDefinition } from '../ratios'
import { access } from './course-pairs'
import { count, joinPerson, progressOwners, type SkilljarRow } from './skilljar-rows'

export interface ResultRow extends SkilljarRow {
  channel: string | null
  /** passed, failed or null, however the source spells it. */
  status: string | null
  /** Share of what could be had. */
  score: number | null
  credits: number | null
}

/** Enrolments that share a progress do not multiply it. */
const results = ({ from, to }: Context): RawBuilder<ResultRow> => sql`(
  select progress.moment::date as day, identity.person_id, 'skilljar' as source, 'course' as content_type,
    coalesce(owner.published_course_id, '') as content_id, null::text as technology,
    'course/' || owner.published_course_id as published, access.channel,
    case lower(trim(progress.success_status)) when 'passed' then 'passed' when 'failed' then 'failed' end as status,
    progress.score::numeric / nullif(greatest(progress.score_max, 0), 0) as score,
    greatest(mart.parse_number(progress.credits_earned), 0) as credits
  from (
    select *, coalesce(completed_at, latest_activity_at) as moment from skilljar.student_course_progress
  ) as progress
  join ${progressOwners} as owner using (student_course_progress_id)
  left join ${access} as access
    on access.learner_id = coalesce(owner.student_id, '') and access.course_id = coalesce(owner.published_course_id, '')
  ${joinPerson('owner.student_id')}
  where progress.moment >= ${from}::date and progress.moment < ${addDays(to, 1)}::date)`

const progress = 'skilljar.student_course_progress'
const enrolled = 'skilljar.enrollment.student_course_progress_id'
const moments = [`${progress}.completed_at`, `${progress}.latest_activity_at`, enrolled]
const ofStatus = [`${progress}.success_status`, ...moments]
const unowned = 'Progress that no enrolment names.'
const ofResults = { unit: 'courses', format: 'count', readFrom: ofStatus, leftOut: [unowned] } as const
const counted = (counts: (column: Columns<ResultRow>) => RawBuilder<boolean>) => ({
  additive: true,
  ofPerson: count,
  counts,
})

export const courseResults = defineFact(
  (db: Db, context: Context) => db.selectFrom(results(context).as('result')).selectAll(),
  {
    name: 'course_results',
    description: 'Score, success status and credits of Skilljar courses, once per student and course progress.',
    dimensions: ['channel'],
    published: 'published',
    metrics: {
      sj_course_results: {
        ...ofResults,
        label: 'Skilljar courses with a result',
        description:
          'Course progress that Skilljar calls passed or failed, by its completion, else its latest activity.',
        formula: 'Pairs of student and course progress with success_status passed or failed, in any case of letters.',
        ...counted((column) => sql`${column('status')} is not null`),
      },
      sj_courses_passed: {
        ...ofResults,
        label: 'Skilljar courses passed',
        description: 'Of these, those that were passed.',
        formula: 'Pairs of student and course progress with success_status passed, in any case of letters.',
        ...counted((column) => sql`${column('status')} = 'passed'`),
      },
      sj_courses_failed: {
        ...ofResults,
        label: 'Skilljar courses failed',
        description: 'Of these, those that were failed.',
        formula: 'Pairs of student and course progress with success_status failed, in any case of letters.',
        ...counted((column) => sql`${column('status')} = 'failed'`),
      },
      sj_courses_scored: {
        ...ofResults,
        label: 'Skilljar courses with a score',
        description: 'Course progress with a score: what the mean score rests on.',
        formula: 'Pairs of student and course progress with score and a score_max above 0.',
        readFrom: [`${progress}.score`, `${progress}.score_max`, ...moments],
        ...counted((column) => sql`${column('score')} is not null`),
      },
      sj_course_score: {
        label: 'Mean course score',
        description: 'Share of the points of a Skilljar course that was reached, mean over those with a score.',
        unit: 'ratio',
        format: 'percent',
        formula: 'Mean of score ÷ score_max over pairs of student and course progress.',
        readFrom: [`${progress}.score`, `${progress}.score_max`, ...moments],
        leftOut: [unowned, 'Progress without a score, and where nothing could be scored.'],
        additive: false,
        ofRows: (column, filter) => sql`avg(${column('score')}) ${filter}`,
        counts: (column) => sql`${column('score')} is not null`,
      },
      sj_credits_earned: {
        label: 'Credits earned',
        description: 'Credits that Skilljar courses earned people.',
        unit: 'items',
        format: 'decimal',
        formula: 'Sum of credits_earned, once per student and course progress however many enrolments share it.',
        readFrom: [`${progress}.credits_earned`, ...moments],
        leftOut: [unowned, 'Text that is no number.'],
        additive: true,
        ofPerson: (column) => sql`sum(${column('credits')})`,
        counts: (column) => sql`${column('credits')} > 0`,
      },
    },
  },
)

export const courseResultRatios = {
  sj_course_pass_rate: {
    unit: 'ratio',
    format: 'percent',
    label: 'Skilljar courses passed, of those with a result',
    description: 'Of the Skilljar courses that were passed or failed, the share that was passed.',
    formula: 'Courses passed ÷ courses with a result.',
    readFrom: ofStatus,
    leftOut: [unowned, 'Courses without a success status.'],
    ratio: { of: 'sj_courses_passed', to: 'sj_course_results' },
  },
} as const satisfies Readonly<Record<string, RatioDefinition>>
