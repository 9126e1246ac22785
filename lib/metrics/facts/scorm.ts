/** SCORM modules, one row per lesson progress and resource: the latest attempt, with the first one's result beside it. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, quantile, type Columns, type Context, type Db } from '../fact'
import type { RatioDefinition } from '../ratios'
import { count, joinPerson, progressOwners, type SkilljarRow } from './skilljar-rows'

export interface ScormRow extends SkilljarRow {
  student_sco_progress_id: string
  student_id: string | null
  /** The latest attempt's, in small letters with underscores: "not_attempted". */
  scorm_status: string | null
  first_status: string | null
  web_package: string | null
  attempts: number
  /** Over all attempts; null where none says. */
  seconds: number | null
  score: number | null
  first_score: number | null
}

/** "Not Attempted" and "not-attempted" are "not_attempted"; blank is none. */
const statusOf = sql`nullif(regexp_replace(lower(trim(attempt.status)), '[ _-]+', '_', 'g'), '')`
const scaled = sql`case when raw.lowest < raw.highest then (raw.achieved - raw.lowest) / (raw.highest - raw.lowest) end`

/** Attempts without a lesson progress are told apart by themselves. */
export const scormModules: RawBuilder<ScormRow> = sql`(
  select distinct on (attempt.unit, owner.student_id) attempt.attempted_at::date as day, identity.person_id, 'skilljar' as source, 'scorm' as content_type,
    attempt.content_id, null::text as technology, 'course/' || owner.published_course_id as published,
    attempt.student_sco_progress_id, owner.student_id, attempt.status as scorm_status, attempt.score, resource.web_package_id as web_package,
    count(*) over (partition by attempt.unit, owner.student_id) as attempts,
    sum(attempt.seconds) over (partition by attempt.unit, owner.student_id) as seconds,
    first_value(attempt.status) over first_of_unit as first_status, first_value(attempt.score) over first_of_unit as first_score
  from (
    select attempt.student_sco_progress_id, attempt.student_lesson_progress_id, coalesce(attempt.scorm_resource_id, '') as content_id,
      coalesce(attempt.attempted_at, attempt.created_at) as attempted_at, ${statusOf} as status, ${scaled} as score,
      case when attempt.total_time > 0 then attempt.total_time end as seconds,
      array[attempt.student_lesson_progress_id, attempt.scorm_resource_id,
        case when attempt.student_lesson_progress_id is null then attempt.student_sco_progress_id end] as unit
    from skilljar.student_sco_progress as attempt
    cross join lateral (
      select mart.parse_number(attempt.score_raw) as achieved, mart.parse_number(attempt.score_min) as lowest,
        mart.parse_number(attempt.score_max) as highest
    ) as raw
  ) as attempt
  left join skilljar.student_lesson_progress as lesson using (student_lesson_progress_id)
  left join ${progressOwners} as owner on owner.student_course_progress_id = lesson.student_course_progress_id
  left join skilljar.scorm_resource as resource on resource.scorm_resource_id = attempt.content_id
  ${joinPerson('owner.student_id')}
  where attempt.attempted_at is not null
  window first_of_unit as (
    partition by attempt.unit, owner.student_id order by attempt.attempted_at, attempt.student_sco_progress_id collate "C"
  )
  order by attempt.unit, owner.student_id, attempt.attempted_at desc, attempt.student_sco_progress_id collate "C" desc)`

const timed = (column: Columns<ScormRow>) => sql<boolean>`${column('seconds')} is not null`

const secondsOf = (share: number) =>
  ({
    unit: 'seconds',
    format: 'seconds',
    formula: `Continuous quantile (${share}) over modules of the sum of total_time of their attempts.`,
    readFrom: ['skilljar.student_sco_progress.total_time', ...readFrom],
    leftOut: ['Modules none of whose attempts says a time above 0.'],
    additive: false,
    ofRows: quantile<ScormRow>('seconds', share),
    counts: timed,
  }) as const

const rows = (db: Db, _context: Context) => db.selectFrom(scormModules.as('module')).selectAll()

const readFrom = [
  'skilljar.student_sco_progress.attempted_at',
  'skilljar.student_sco_progress.status',
  'skilljar.scorm_resource.scorm_resource_id',
]
const scores = ['score_raw', 'score_min', 'score_max'].map((column) => `skilljar.student_sco_progress.${column}`)
const leftOut = ['Earlier attempts of the same lesson progress and module.']
const ofModules = { unit: 'items', format: 'count', readFrom, leftOut, additive: true, ofPerson: count } as const
const completed = (status: 'scorm_status' | 'first_status') => (column: Columns<ScormRow>) =>
  sql<boolean>`${column(status)} in ('passed', 'completed')`
const passed = (status: 'scorm_status' | 'first_status') => (column: Columns<ScormRow>) =>
  sql<boolean>`${column(status)} = 'passed'`

const meanScore = (of: 'score' | 'first_score') =>
  ({
    unit: 'score',
    format: 'percent',
    formula: 'Mean of (score_raw − score_min) ÷ (score_max − score_min).',
    readFrom: [...readFrom, ...scores],
    leftOut: ['Attempts where one of the three is no number, or the maximum is not above the minimum.'],
    additive: false,
    ofRows: (column: Columns<ScormRow>, counted: RawBuilder<unknown>) => sql`avg(${column(of)}) ${counted}`,
    counts: (column: Columns<ScormRow>) => sql<boolean>`${column(of)} is not null`,
  }) as const

export const scorm = defineFact(rows, {
  name: 'scorm',
  description: 'SCORM modules of lessons, one per lesson progress and module, on the day of the latest attempt.',
  published: 'published',
  dimensions: ['scorm_status', 'web_package'],
  metrics: {
    scorm_modules: {
      ...ofModules,
      label: 'SCORM modules attempted',
      description: 'SCORM modules with an attempt, each lesson progress and module once.',
      formula: 'Pairs of lesson progress and module by the day of the latest attempted_at.',
      counts: () => sql`true`,
    },
    scorm_completed: {
      ...ofModules,
      label: 'SCORM modules completed',
      description: 'SCORM modules whose latest attempt is completed or passed.',
      formula: 'Pairs whose latest attempt has the status passed or completed.',
      counts: completed('scorm_status'),
    },
    scorm_passed: {
      ...ofModules,
      label: 'SCORM modules passed',
      description: 'SCORM modules whose latest attempt is passed.',
      formula: 'Pairs whose latest attempt has the status passed.',
      counts: passed('scorm_status'),
    },
    scorm_completed_first: {
      ...ofModules,
      label: 'SCORM modules completed at once',
      description: 'SCORM modules whose first attempt is completed or passed.',
      formula: 'Pairs whose first attempt has the status passed or completed.',
      leftOut: [],
      counts: completed('first_status'),
    },
    scorm_passed_first: {
      ...ofModules,
      label: 'SCORM modules passed at once',
      description: 'SCORM modules whose first attempt is passed.',
      formula: 'Pairs whose first attempt has the status passed.',
      leftOut: [],
      counts: passed('first_status'),
    },
    scorm_score: {
      label: 'Mean SCORM score',
      description: 'Score of the latest attempt on the module’s own scale, as a share of it.',
      ...meanScore('score'),
    },
    scorm_score_first: {
      label: 'Mean SCORM score, first attempt',
      description: 'Score of the first attempt on the module’s own scale, as a share of it.',
      ...meanScore('first_score'),
    },
    scorm_scored: {
      ...ofModules,
      label: 'SCORM modules with a score',
      description: 'SCORM modules whose latest attempt has a score on a known scale: what the mean is of.',
      formula: 'Pairs whose latest attempt has a raw score, a minimum and a higher maximum.',
      readFrom: [...readFrom, ...scores],
      counts: (column) => sql`${column('score')} is not null`,
    },
    scorm_attempts: {
      ...ofModules,
      label: 'SCORM attempts',
      description: 'Attempts at the SCORM modules of the period, earlier ones included.',
      formula: 'Rows of student_sco_progress per lesson progress and module, by the day of the latest attempted_at.',
      leftOut: ['Attempts whose time is unknown.'],
      counts: () => sql`true`,
      ofPerson: (column) => sql`sum(${column('attempts')})`,
    },
    scorm_hours: {
      ...ofModules,
      unit: 'hours',
      format: 'hours',
      label: 'SCORM hours',
      description: 'Time that modules themselves report, over all attempts.',
      formula: 'Sum of total_time (seconds) over the attempts of each module, by the day of the latest, ÷ 3,600.',
      readFrom: ['skilljar.student_sco_progress.total_time', ...readFrom],
      leftOut: ['Attempts that say no time, or none above 0.'],
      counts: timed,
      ofPerson: (column) => sql`sum(${column('seconds')})`,
      dividedBy: 3600,
    },
    scorm_timed: {
      ...ofModules,
      label: 'SCORM modules with a time',
      description: 'SCORM modules that report how long people took: what the median is of.',
      formula: 'Pairs of lesson progress and module with a total_time above 0.',
      readFrom: ['skilljar.student_sco_progress.total_time', ...readFrom],
      leftOut: [],
      counts: timed,
    },
    scorm_seconds_median: {
      label: 'Median time per SCORM module',
      description: 'Half of the modules took at most this long, all attempts together.',
      ...secondsOf(0.5),
    },
    scorm_seconds_q1: {
      label: 'Time per SCORM module, first quartile',
      description: 'A quarter of the modules took at most this long, all attempts together.',
      ...secondsOf(0.25),
    },
    scorm_seconds_q3: {
      label: 'Time per SCORM module, third quartile',
      description: 'Three quarters of the modules took at most this long, all attempts together.',
      ...secondsOf(0.75),
    },
  },
})

const rate = { unit: 'ratio', format: 'percent', readFrom } as const

export const scormRatios = {
  scorm_completion_rate: {
    ...rate,
    label: 'SCORM completion rate',
    description: 'Of the SCORM modules attempted, the share whose latest attempt is completed or passed.',
    formula: 'SCORM modules completed ÷ SCORM modules attempted.',
    leftOut,
    ratio: { of: 'scorm_completed', to: 'scorm_modules' },
  },
  scorm_pass_rate: {
    ...rate,
    label: 'SCORM pass rate',
    description: 'Of the SCORM modules attempted, the share whose latest attempt is passed.',
    formula: 'SCORM modules passed ÷ SCORM modules attempted.',
    leftOut,
    ratio: { of: 'scorm_passed', to: 'scorm_modules' },
  },
  scorm_completion_rate_first: {
    ...rate,
    label: 'SCORM completion rate, first attempt',
    description: 'Of the SCORM modules attempted, the share whose first attempt is completed or passed.',
    formula: 'SCORM modules completed at once ÷ SCORM modules attempted.',
    ratio: { of: 'scorm_completed_first', to: 'scorm_modules' },
  },
  scorm_pass_rate_first: {
    ...rate,
    label: 'SCORM pass rate, first attempt',
    description: 'Of the SCORM modules attempted, the share whose first attempt is passed.',
    formula: 'SCORM modules passed at once ÷ SCORM modules attempted.',
    ratio: { of: 'scorm_passed_first', to: 'scorm_modules' },
  },
} as const satisfies Readonly<Record<string, RatioDefinition>>
