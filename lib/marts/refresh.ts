/**
 * Brings the marts up to the mirrors inside the publish transaction, so that readers see both change at once.
 * Facts restate the touched days only; whatever moves people or contents restates its source.
 */
import type pg from 'pg'
import type { ConnectorId } from '@/lib/catalogue/types'
import { refreshActivity, type Days } from './activity'
import { learnersOfDays, refreshDatacampProgress, refreshSkilljarProgress } from './course-progress'
import { peopleOfDays, refreshEvidence } from './evidence'
import { identityTables, refreshIdentity, removeNobodies } from './identity'
import { refreshPersonTeam } from './person-team'

export interface Change {
  readonly connectorId: ConnectorId
  /** Mirror tables that changed, with or without their schema. */
  readonly tables: ReadonlySet<string>
  /** Every day on which a fact row came, went or changed: its old day and its new one. */
  readonly days: Days
}

/** Facts that carry their own day, so that a change of theirs touches that day only. */
const dayTables: Readonly<Record<ConnectorId, readonly string[]>> = {
  datacamp: ['course_fact', 'project_fact', 'practice_fact', 'assessment_fact'],
  skilljar: ['student_lesson_session_time_hourly', 'student_course_progress', 'quiz_response'],
}

/** What the facts are read through; a lesson's progress also places the quizzes of other days. */
const contextTables: Readonly<Record<ConnectorId, readonly string[]>> = {
  datacamp: ['course_dim', 'project_dim', 'practice_dim', 'assessment_dim'],
  skilljar: ['enrollment', 'student_lesson_progress'],
}

export async function refreshMarts(tx: pg.ClientBase, change: Change): Promise<void> {
  const { connectorId } = change
  const changed = new Set([...change.tables].map((name) => name.replace(/^.*\./, '')))
  const touches = (names: readonly string[]) => names.some((name) => changed.has(name))

  // Both connectors publish on their own and share the people: one at a time.
  await tx.query('lock table mart.person in share row exclusive mode')

  const whole = new Set<ConnectorId>()
  if (touches(identityTables[connectorId])) {
    for (const source of await refreshIdentity(tx)) whole.add(source)
    if (connectorId === 'datacamp' || whole.has('datacamp')) await refreshPersonTeam(tx)
  }
  if (touches(contextTables[connectorId])) whole.add(connectorId)
  if (touches(dayTables[connectorId]) && change.days === 'all') whole.add(connectorId)

  for (const source of whole) await refreshSource(tx, source, 'all')
  if (touches(dayTables[connectorId]) && !whole.has(connectorId)) await refreshSource(tx, connectorId, change.days)
  await removeNobodies(tx)
}

async function refreshSource(tx: pg.ClientBase, source: ConnectorId, days: Days): Promise<void> {
  const before = days === 'all' ? [] : await peopleOfDays(tx, days)
  const learners = days === 'all' || source === 'skilljar' ? 'all' : await learnersOfDays(tx, days)

  await refreshActivity(tx, source, days)
  await (source === 'datacamp' ? refreshDatacampProgress(tx, learners) : refreshSkilljarProgress(tx))
  // Readers come before autovacuum does, and plan with what the tables are known to hold.
  if (days === 'all') {
    await tx.query('analyze mart.person, mart.identity, mart.person_team, mart.activity, mart.course_progress')
  }
  await refreshEvidence(tx, days === 'all' ? 'all' : [...before, ...(await peopleOfDays(tx, days))])
}

/** Everything anew, for the verify command and after a change of these rules. */
export async function rebuildMarts(tx: pg.ClientBase): Promise<void> {
  await tx.query('lock table mart.person in share row exclusive mode')
  await refreshIdentity(tx)
  await refreshPersonTeam(tx)
  await refreshSource(tx, 'datacamp', 'all')
  await refreshSource(tx, 'skilljar', 'all')
  await removeNobodies(tx)
}
