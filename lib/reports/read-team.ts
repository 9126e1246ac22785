/** What the page about one team reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { addDays, earlier, later } from '@/lib/filters/days'
import { uncompared, type Filters } from '@/lib/filters/filters'
import { ask, askRows } from '@/lib/metrics/ask'
import { describedTeam } from '@/lib/metrics/described-team'
import { seriesLines } from '@/lib/metrics/series'
import { assignmentStateMetrics } from './definitions/assignments'
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

type Question = ReportQuestion<ReportNamed<'team'>>

/** Null: no such team, or not for this reader. */
export async function readTeam(reader: ScopedReader, question: Question) {
  const [id = 0] = question.inside.team
  const team = await describedTeam(reader, id)
  if (team === null) return null
  const [, quiet] = await analyses.inactive_learners_by_team.rows(reader, { filters: uncompared(question.inside) })
  return { ...(await readFrame(reader, question)), team, quiet: quiet ?? null }
}

async function readTechnologies(reader: ScopedReader, question: Question) {
  return seriesLines(reader, { metrics: ['learning_hours'], by: 'technology', filters: uncompared(question.inside) })
}

async function readRegularity(reader: ScopedReader, question: Question) {
  return analyses.wau_mau.rows(reader, { filters: uncompared(question.inside), parameters: { per: 'bucket' } })
}

async function readDays(reader: ScopedReader, question: Question) {
  const filters = uncompared(question.inside)
  return seriesLines(reader, {
    metrics: ['active_learners'],
    filters: { ...filters, from: calendarFrom(filters), grain: 'day' },
  })
}

async function readCertifications(reader: ScopedReader, question: Question) {
  return askRows(reader, {
    metrics: ['certifications_granted', 'certification_attempts'],
    by: ['certification'],
    filters: uncompared(question.inside),
    sort: { by: 'certifications_granted', descending: true },
  })
}

/** Counts for everybody, names for those who may see single learners. */
async function readAttention(reader: ScopedReader, question: Question) {
  const filters = uncompared(question.inside)
  const [, risk] = await analyses.at_risk_by_team.rows(reader, { filters })
  const most = { most: String(MOST_LISTED) }
  return {
    risk: risk ?? null,
    people: reader.scope.learnerRows
      ? {
          atRisk: await analyses.at_risk.rows(reader, { filters, parameters: most }),
          quiet: await analyses.inactive_learners.rows(reader, { filters, parameters: most }),
        }
      : null,
  }
}

async function readLevels(reader: ScopedReader, { inside }: Question) {
  const standing = upToTheEnd(inside)
  return {
    levels: await askRows(reader, { metrics: ['skill_levels'], by: ['technology', 'score_group'], filters: standing }),
    assessed: await askRows(reader, {
      metrics: ['skill_levels'],
      by: ['technology'],
      filters: standing,
      sort: { by: 'skill_levels', descending: true },
    }),
  }
}

async function readAssignments(reader: ScopedReader, question: Question) {
  return ask(reader, {
    metrics: ['assignments', ...assignmentStateMetrics],
    by: ['content'],
    filters: uncompared(question.inside),
    sort: { by: 'assignments', descending: true },
    limit: MOST_ASSIGNMENTS,
  })
}

/** Null: this reader sees no single learners. */
async function readMembers(reader: ScopedReader, question: Question) {
  if (!reader.scope.learnerRows) return null
  return analyses.team_members.rows(reader, {
    filters: uncompared(question.inside),
    parameters: { most: String(mostMembers) },
  })
}

/** In the order in which they are read. */
export const teamCards = {
  technologies: readTechnologies,
  regularity: readRegularity,
  days: readDays,
  certifications: readCertifications,
  attention: readAttention,
  levels: readLevels,
  assignments: readAssignments,
  members: readMembers,
  table: (reader: ScopedReader, question: Question) => readTable(reader, question),
}

function calendarFrom({ from, to }: Filters): string {
  return later(earlier(from, addDays(to, 1 - USUAL_DAYS)), addDays(to, 1 - MOST_DAYS))
}
