/** Steps in their order, and how many of those who could take a step did: the same for lessons of a course and courses of a path. */
import { sql, type RawBuilder } from 'kysely'
import type { AnalysisRow } from './analysis'
import { hideSmall, isSmall } from './hide-small'

export interface StepRow {
  readonly whole: string
  readonly whole_name: string
  readonly position: number
  readonly step: string
  readonly step_name: string | null
  readonly begun: number
  readonly people: number
  readonly reached: number
  readonly people_reached: number
  readonly got_this_far: number
  readonly people_got_this_far: number
  readonly completed: number
  readonly people_completed: number
}

/**
 * Expects the sets "member" (person_id, learner, whole: who began which), "step" (whole, step, position) and "taken" (learner,
 * whole, step, is_completed; only pairs of members and steps, each once).
 */
export const countedSteps: RawBuilder<unknown> = sql`
  select step.whole, step.step, step.position, begun.pairs as begun, begun.people, count(taken.step) as reached,
    count(distinct member.person_id) filter (where taken.step is not null) as people_reached,
    count(*) filter (where furthest.position >= step.position) as got_this_far,
    count(distinct member.person_id) filter (where furthest.position >= step.position) as people_got_this_far,
    count(*) filter (where taken.is_completed) as completed,
    count(distinct member.person_id) filter (where taken.is_completed) as people_completed
  from step
  join (select whole, count(*) as pairs, count(distinct person_id) as people from member group by whole) as begun using (whole)
  join member using (whole)
  left join taken using (learner, whole, step)
  left join (
    select taken.learner, taken.whole, max(step.position) as position
    from taken join step using (whole, step)
    group by taken.learner, taken.whole
  ) as furthest using (learner, whole)
  group by step.whole, step.step, step.position, begun.pairs, begun.people`

export const stepColumns = (whole: string, step: string) =>
  [
    { name: 'whole', label: `${whole} id`, kind: 'text' },
    { name: 'whole_name', label: whole, kind: 'text' },
    { name: 'position', label: 'Position', kind: 'number', format: 'count' },
    { name: 'step', label: `${step} id`, kind: 'text' },
    { name: 'step_name', label: step, kind: 'text' },
    { name: 'begun', label: 'Began', kind: 'number', format: 'count' },
    { name: 'reached', label: 'Reached', kind: 'number', format: 'count' },
    { name: 'reach', label: 'Reach', kind: 'number', format: 'percent' },
    { name: 'got_this_far', label: 'Got this far', kind: 'number', format: 'count' },
    { name: 'completed', label: 'Completed', kind: 'number', format: 'count' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ] as const

/** Got this far: reached this step or a later one, so that it never rises. */
export function shownSteps(rows: readonly StepRow[], minimum: number): AnalysisRow[] {
  let before: StepRow | undefined
  return rows.map((step) => {
    const { people, people_reached, people_got_this_far, people_completed, ...row } = step
    if (before?.whole !== step.whole) before = undefined
    const small = (count: number) => isSmall(count, people, minimum) || (people > 0 && people < minimum)
    // Who stopped between two steps that are shown is their difference, and so is who reached a step without completing it.
    const isStep =
      before !== undefined &&
      before.got_this_far > step.got_this_far &&
      before.people_got_this_far - people_got_this_far < minimum &&
      minimum > 1
    const isGotHidden = small(people_got_this_far) || isStep
    if (!isGotHidden) before = step
    const isReachHidden = small(people_reached)
    const isLeft = !isReachHidden && isSmall(people_completed, people_reached, minimum)
    return hideSmall({ ...row, reach: row.reached / row.begun }, [
      ...(people > 0 && people < minimum ? (['begun'] as const) : []),
      ...(isReachHidden ? (['reached', 'reach'] as const) : []),
      ...(isGotHidden ? (['got_this_far'] as const) : []),
      ...(small(people_completed) || isLeft ? (['completed'] as const) : []),
    ])
  })
}
