/**
 * Brings the marts up to the mirrors inside the publish transaction, so that readers see both change at once.
 * Facts restate what they touch and nothing else; whatever moves people restates its source.
 */
import type pg from 'pg'
import type { ConnectorId } from '@/lib/catalogue/types'
import { restoreIndexes } from '@/lib/db/deferred-indexes'
import { rebuildRollups, refreshRollups, type RefreshOptions } from '@/lib/rollups/refresh'
import { largeRollups } from '@/lib/rollups/sums'
import { activity, refreshActivity, type Days } from './activity'
import { courseProgress, refreshDatacampProgress, refreshSkilljarProgress } from './course-progress'
import { refreshTechnology, restateDatacamp } from './datacamp-restate'
import { peopleOfDays, refreshEvidence } from './evidence'
import { identityTables, mayMoveAccounts, refreshIdentity, removeNobodies } from './identity'
import { refreshPersonTeam } from './person-team'

export interface Change {
  readonly connectorId: ConnectorId
  /** Mirror tables that changed, with or without their schema. */
  readonly tables: ReadonlySet<string>
  /**
   * Skilljar: every day on which a fact row came, went or changed, its old day and its new one. DataCamp: such rows are named
   * in `pg_temp.touched_fact` instead. `all`: so many that everything is restated.
   */
  readonly days: Days
}

/** Facts that carry their own day, so that a change of theirs touches that day only. */
export const dayTables: Readonly<Record<ConnectorId, readonly string[]>> = {
  datacamp: ['course_fact', 'project_fact', 'practice_fact', 'assessment_fact'],
  skilljar: ['student_lesson_session_time_hourly', 'student_course_progress', 'quiz_response'],
}

/** What the facts are read through; a lesson's progress also places the quizzes of other days. */
const contextTables: Readonly<Record<ConnectorId, readonly string[]>> = {
  datacamp: ['course_dim', 'project_dim', 'practice_dim', 'assessment_dim'],
  skilljar: ['enrollment', 'student_lesson_progress'],
}

/** Marts that are about as large as the facts. */
export const largeMarts: readonly string[] = [activity.table, courseProgress.table, ...largeRollups]

export async function refreshMarts(tx: pg.ClientBase, change: Change, rollups?: RefreshOptions): Promise<void> {
  const { connectorId, days } = change
  const changed = new Set([...change.tables].map((name) => name.replace(/^.*\./, '')))
  const touches = (names: readonly string[]) => names.some((name) => changed.has(name))
  const facts = touches(dayTables[connectorId])
  const context = touches(contextTables[connectorId])

  // Both connectors publish on their own and share the people: one at a time.
  await tx.query('lock table mart.person in share row exclusive mode')

  const whole = new Set<ConnectorId>()
  const accounts = await movesAccounts(tx, change, changed, facts)
  if (accounts) for (const source of await refreshIdentity(tx)) whole.add(source)
  if (changed.has('user_team_bridge') || (accounts && connectorId === 'datacamp') || whole.has('datacamp')) {
    await refreshPersonTeam(tx)
  }
  if ((facts && days === 'all') || (context && connectorId === 'skilljar')) whole.add(connectorId)

  for (const source of whole) await refreshSource(tx, source)
  if (!whole.has(connectorId)) {
    if (facts) await (connectorId === 'datacamp' ? restateDatacamp(tx) : restateSkilljar(tx, days))
    if (context && connectorId === 'datacamp') await refreshTechnology(tx)
  }
  if (accounts) await removeNobodies(tx)
  await refreshRollups(tx, rollups)
}

/** Looking through every fact for accounts takes seconds, so it is done only where one may have come or gone. */
async function movesAccounts(
  tx: pg.ClientBase,
  { connectorId, days }: Change,
  changed: ReadonlySet<string>,
  facts: boolean,
): Promise<boolean> {
  if (connectorId === 'skilljar') return identityTables.skilljar.some((name) => changed.has(name))
  if (changed.has('user_dim') || (facts && days === 'all')) return true
  return mayMoveAccounts(tx, { facts, teams: changed.has('user_team_bridge') })
}

async function refreshSource(tx: pg.ClientBase, source: ConnectorId): Promise<void> {
  await refreshActivity(tx, source, 'all')
  await restoreIndexes(tx, activity.table)
  await (source === 'datacamp' ? refreshDatacampProgress(tx) : refreshSkilljarProgress(tx))
  await restoreIndexes(tx, courseProgress.table)
  // Readers come before autovacuum does, and plan with what the tables are known to hold.
  await tx.query('analyze mart.person, mart.identity, mart.person_team, mart.activity, mart.course_progress')
  await refreshEvidence(tx, 'all')
}

async function restateSkilljar(tx: pg.ClientBase, days: Days): Promise<void> {
  const before = days === 'all' ? [] : await peopleOfDays(tx, days)
  await refreshActivity(tx, 'skilljar', days)
  await refreshSkilljarProgress(tx)
  await refreshEvidence(tx, days === 'all' ? 'all' : [...before, ...(await peopleOfDays(tx, days))])
}

/** Everything anew, for the verify command and after a change of these rules. */
export async function rebuildMarts(tx: pg.ClientBase): Promise<void> {
  await tx.query('lock table mart.person in share row exclusive mode')
  await refreshIdentity(tx)
  await refreshPersonTeam(tx)
  await refreshSource(tx, 'datacamp')
  await refreshSource(tx, 'skilljar')
  await removeNobodies(tx)
  await rebuildRollups(tx)
}
