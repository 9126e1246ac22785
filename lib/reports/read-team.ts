/** What the page about one team reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { addDays, earlier, later } from '@/lib/filters/days'
import type { Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { describedTeam } from '@/lib/metrics/described-team'
import { series } from '@/lib/metrics/series'
import { assignmentStates } from './definitions/assignments'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'
import { upToTheEnd } from './up-to-the-end'

export const mostMembers = 100
const MOST_LISTED = 8
const MOST_ASSIGNMENTS = 8
/** The calendar shows half a year, or the whole period up to a year. */
const USUAL_DAYS = 26 * 7
const MOST_DAYS = 53 * 7

/** Null: no such team, or not for this reader. */
export async function readTeam(reader: ScopedReader, question: ReportQuestion<ReportNamed<'team'>>) {
  const { inside } = question
  const [id = 0] = inside.team
  const team = await describedTeam(reader, id)
  if (team === null) return null
  const filters: Filters = { ...inside, compare: 'none' }
  const standing = upToTheEnd(inside)
  return {
    ...(await readFrame(reader, question)),
    table: await readTable(reader, question),
    team,
    technologies: await series(reader, { metrics: ['learning_hours'], by: 'technology', filters }),
    days: await series(reader, {
      metrics: ['active_learners'],
      filters: { ...filters, from: calendarFrom(filters), grain: 'day' },
    }),
    regularity: await analyses.wau_mau.rows(reader, { filters, parameters: { per: 'bucket' } }),
    levels: await ask(reader, { metrics: ['skill_levels'], by: ['technology', 'score_group'], filters: standing }),
    assessed: await ask(reader, {
      metrics: ['skill_levels'],
      by: ['technology'],
      filters: standing,
      sort: { by: 'skill_levels', descending: true },
    }),
    assignments: await ask(reader, {
      metrics: ['assignments', ...assignmentStates],
      by: ['content'],
      filters,
      sort: { by: 'assignments', descending: true },
      limit: MOST_ASSIGNMENTS,
    }),
    certifications: await ask(reader, {
      metrics: ['certifications_granted', 'certification_attempts'],
      by: ['certification'],
      filters,
      sort: { by: 'certifications_granted', descending: true },
    }),
    ...(await readAttention(reader, filters)),
  }
}

/** Counts for everybody, names for those who may see single learners. */
async function readAttention(reader: ScopedReader, filters: Filters) {
  const [, risk] = await analyses.at_risk_by_team.rows(reader, { filters })
  const [, quiet] = await analyses.inactive_learners_by_team.rows(reader, { filters })
  const most = { most: String(MOST_LISTED) }
  return {
    risk: risk ?? null,
    quiet: quiet ?? null,
    people: reader.scope.learnerRows
      ? {
          atRisk: await analyses.at_risk.rows(reader, { filters, parameters: most }),
          quiet: await analyses.inactive_learners.rows(reader, { filters, parameters: most }),
          members: await analyses.team_members.rows(reader, { filters, parameters: { most: String(mostMembers) } }),
        }
      : null,
  }
}

function calendarFrom({ from, to }: Filters): string {
  return later(earlier(from, addDays(to, 1 - USUAL_DAYS)), addDays(to, 1 - MOST_DAYS))
}
