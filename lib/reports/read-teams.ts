/** What Teams reads, in one place: the page draws it, a publish warms it, the benchmark times it. */
import { analyses } from '@/lib/analyses/analyses'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import type { ScopedReader } from '@/lib/authz/reader'
import { noTeam, type Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { metrics, type MetricName } from '@/lib/metrics/names'
import type { Totals } from '@/lib/metrics/query'
import { series } from '@/lib/metrics/series'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'
import { readTeamMetric } from './team-metric'

export const mostCompared = 5
/** Below this many people a team is shown but not compared. */
export const SMALL_TEAM = 10

export async function readTeams(reader: ScopedReader, question: ReportQuestion<ReportNamed<'teams'>>) {
  const { inside, besides } = question
  const metric = readTeamMetric(besides)
  const ranking = await readRanking(reader, inside, metric)
  const compared = comparedTeams(inside, ranking.rows, metric)
  const chosen: Filters = { ...inside, team: compared, compare: 'none' }
  const isNone = compared.length === 0
  const [overlap] = isNone ? [] : await analyses.team_overlap.rows(reader, { filters: chosen })
  return {
    ...(await readFrame(reader, question)),
    table: await readTable(reader, question),
    metric,
    ranking,
    compared,
    overlap: overlap ?? null,
    lines: isNone ? null : await series<MetricName>(reader, { metrics: [metric], by: 'team', filters: chosen }),
    ...(isNone ? { technologies: [], hours: [] } : await readHours(reader, chosen)),
    regularity: await readRegularity(reader, inside, compared),
  }
}

/** Every team, whichever are chosen: where those compared stand among all. People in no team are no team. */
async function readRanking(reader: ScopedReader, inside: Filters, metric: MetricName) {
  const { rows, comparison } = await ask<MetricName, 'team'>(reader, {
    metrics: [metric, 'members_observed'],
    by: ['team'],
    filters: { ...inside, team: [] },
    sort: { by: metric, descending: true },
  })
  const before = comparison?.rows ?? []
  const teams = rows.flatMap(({ team, ...row }) =>
    team === null ? [] : [{ ...row, team, before: before.find((other) => other.team === team)?.[metric] }],
  )
  if (teams.every((row) => isNothing(row, metric))) return { rows: [] }
  if (!isOfFew(metric)) return { rows: teams }
  const isSmall = ({ members_observed: people }: (typeof teams)[number]) => (people ?? 0) < SMALL_TEAM
  return { rows: [...teams.filter((team) => !isSmall(team)), ...teams.filter(isSmall)] }
}

type Ranked = Totals<MetricName> & { readonly team: number }

/** What is hidden is something. */
const isNothing = (row: Totals<MetricName>, metric: MetricName) =>
  row[metric] === 0 || (row[metric] === null && !row.suppressed)

/** Rates, medians and means: the fewer people, the more extreme, so that small teams would lead every ranking. */
function isOfFew(metric: MetricName): boolean {
  const { ratio, format } = metrics[metric]
  return ratio !== undefined || !['count', 'hours', 'seconds'].includes(format)
}

/** Those chosen, else those with most; of more than fit, those with most. */
function comparedTeams({ team }: Filters, rows: readonly Ranked[], metric: MetricName): readonly number[] {
  if (team.length === 0) {
    return rows
      .filter((row) => !isNothing(row, metric))
      .map((row) => row.team)
      .slice(0, mostCompared)
  }
  const chosen = team.filter((id) => id !== noTeam)
  const known = rows.map((row) => row.team).filter((id) => chosen.includes(id))
  return [...known, ...chosen.filter((id) => !known.includes(id))].slice(0, mostCompared)
}

/** What is hidden of a technology is known of the team as a whole. */
async function readHours(reader: ScopedReader, chosen: Filters) {
  const { rows: technologies } = await ask(reader, {
    metrics: ['learning_hours'],
    by: ['team', 'technology'],
    filters: chosen,
  })
  const { rows: hours } = await ask(reader, { metrics: ['learning_hours'], by: ['team'], filters: chosen })
  return { technologies, hours }
}

/** How regularly each of the teams learns. */
async function readRegularity(reader: ScopedReader, inside: Filters, teams: readonly number[]) {
  const found: { team: number; row: AnalysisRow | undefined }[] = []
  for (const team of teams) {
    const [row] = await analyses.wau_mau.rows(reader, { filters: { ...inside, team: [team], compare: 'none' } })
    found.push({ team, row })
  }
  return found
}
