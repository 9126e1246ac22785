/** How far attempts at certifications get, v1 and v2 apart (METRICS.md, certification_funnel). */
import { sql } from 'kysely'
import { certificationAttempts, stages } from '@/lib/metrics/facts/certifications'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf } from '../analysis'
import { hideSmall, isSmall } from '../hide-small'

interface Reached {
  readonly version: keyof typeof stages
  readonly is_resolved: boolean
  readonly stage: number
  readonly attempts: number
  readonly people: number
}

export const certificationFunnel = defineAnalysis({
  label: 'Certification funnel',
  description:
    'Attempts registered in the period by the stage they reached; those still open are a segment of their own.',
  formula:
    'Attempts whose furthest stage is this one or a later one ÷ attempts of the segment. Resolved: granted, or expired_at before the moment of the data. v1 is certifications 1 and 2.',
  readFrom: [
    'datacamp.certification_fact.registered_at',
    'datacamp.certification_fact.assessments_passed_at',
    'datacamp.certification_fact.is_passed_assessments',
    'datacamp.certification_fact.coding_challenge_passed_at',
    'datacamp.certification_fact.is_passed_challenges',
    'datacamp.certification_fact.first_exam_started_at',
    'datacamp.certification_fact.first_exam_completed_at',
    'datacamp.certification_fact.exam_last_passed_at',
    'datacamp.certification_fact.is_passed_exams',
    'datacamp.certification_fact.case_study_ready_at',
    'datacamp.certification_fact.first_case_study_submitted_at',
    'datacamp.certification_fact.last_case_study_submitted_at',
    'datacamp.certification_fact.certificate_granted_at',
    'datacamp.certification_fact.expired_at',
  ],
  leftOut: ['Attempts without any date.'],
  columns: [
    { name: 'version', label: 'Version', kind: 'text' },
    { name: 'segment', label: 'Segment', kind: 'text' },
    { name: 'stage', label: 'Stage', kind: 'text' },
    { name: 'position', label: 'Position', kind: 'number', format: 'count' },
    { name: 'attempts', label: 'Attempts', kind: 'number', format: 'count' },
    { name: 'share', label: 'Of the segment', kind: 'number', format: 'percent' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  async rows(reader, query) {
    const statement = sql<Reached>`
      select fact.certification_version as version, fact.is_resolved, reached.stage, count(*)::int as attempts,
        count(distinct fact.person_id)::int as people
      from ${factRows(reader, certificationAttempts, selectionOf(reader, query))}
      cross join lateral generate_series(0, fact.stage) as reached (stage)
      group by fact.certification_version, fact.is_resolved, reached.stage`
    const reached = await readRows<Reached>(reader, statement.compile(reader.db))
    const minimum = reader.scope.minimumCell
    const isFew = (segment: Segment) => (startOf(reached, segment)?.people ?? minimum) < minimum
    return segments(reached).flatMap((segment) => {
      // The registrations of both segments are a number of their own, from which one would give away the other.
      const isWholeShown = !isFew({ ...segment, is_resolved: !segment.is_resolved })
      return funnel(segment, reached, { minimum, isWholeShown })
    })
  },
})

type Segment = Pick<Reached, 'version' | 'is_resolved'>

const segments = (reached: readonly Reached[]): Segment[] =>
  (['v1', 'v2'] as const)
    .flatMap((version) => [true, false].map((is_resolved) => ({ version, is_resolved })))
    .filter((segment) => reached.some((row) => isOf(row, segment)))

const isOf = (row: Segment, { version, is_resolved }: Segment) =>
  row.version === version && row.is_resolved === is_resolved

const startOf = (reached: readonly Reached[], segment: Segment) =>
  reached.find((row) => isOf(row, segment) && row.stage === 0)

interface Shown {
  readonly minimum: number
  /** How many registered. */
  readonly isWholeShown: boolean
}

function funnel(segment: Segment, reached: readonly Reached[], { minimum, isWholeShown }: Shown) {
  const own = reached.filter((row) => isOf(row, segment))
  const none = { attempts: 0, people: 0 }
  const all = startOf(reached, segment) ?? none
  let before: typeof none | undefined
  return stages[segment.version].map((stage, position) => {
    const { attempts, people } = own.find((row) => row.stage === position) ?? none
    const row = {
      version: segment.version,
      segment: segment.is_resolved ? 'resolved' : 'open',
      stage,
      position,
      attempts,
      share: attempts / all.attempts,
    }
    // Who stopped between two stages that are shown is their difference; people are fewer than attempts, or as many.
    const isStep = before !== undefined && before.attempts > attempts && before.people - people < minimum && minimum > 1
    const hidden =
      all.people < minimum || isSmall(people, all.people, minimum) || isStep || (position === 0 && !isWholeShown)
    if (!hidden) before = { attempts, people }
    return hideSmall(row, hidden ? ['attempts', 'share'] : isWholeShown ? [] : ['share'])
  })
}
