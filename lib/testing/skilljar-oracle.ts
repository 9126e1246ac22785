/**
 * What METRICS.md says of Skilljar's tables, in plain loops over the raw rows and without a line of lib/metrics: every event
 * behind every number, so that tests can hold the product's answers against them.
 */
import { commerceEvents, sessionEvents } from './skilljar-offers'
import { courseEvents } from './skilljar-courses'
import { quizEvents, scormEvents, sittingEvents } from './skilljar-learning'
import { pathEvents } from './skilljar-paths'
import type { OracleContext, OracleInput, SkilljarEvent } from './skilljar-event'
import type { RawTables } from './skilljar-rows'
import { skilljarWorld } from './skilljar-world'

export type SkilljarEvents = Readonly<Record<string, readonly SkilljarEvent[]>>

export function skilljarEvents(raw: RawTables, context: OracleContext): SkilljarEvents {
  const events: Record<string, SkilljarEvent[]> = {}
  const add: OracleInput['add'] = (metric, event, value = 1) => {
    ;(events[metric] ??= []).push({ ...event, value })
  }
  const input = { ...context, raw, world: skilljarWorld(raw), add }
  for (const eventsOf of [
    quizEvents,
    sittingEvents,
    courseEvents,
    pathEvents,
    scormEvents,
    sessionEvents,
    commerceEvents,
  ])
    eventsOf(input)
  return events
}
