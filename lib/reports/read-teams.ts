/** What Teams reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import type { ScopedReader } from '@/lib/authz/reader'
import { noTeam, uncompared, type Filters } from '@/lib/filters/filters'
import { isSmallSample } from '@/lib/format/small-sample'
import { askRows } from '@/lib/metrics/ask'
import { metrics, type MetricName } from '@/lib/metrics/names'
import type { Totals } from '@/lib/metrics/query'
import { seriesLines } from '@/lib/metrics/series'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'
import { readTeamMetric } from './team-metric'

export const mostCompared = 5

type Question = ReportQuestion<ReportNamed<'teams'>>

export async function readTeams(reader: ScopedReader, question: Question) {
  return { ...(await readFrame(reader, question)), metric: readTeamMetric(question.besides) }
}

/** Who is compared, and where they stand among all. Cards that ask it again have it remembered. */
async function readStanding(reader: ScopedReader, { inside, besides }: Question) {
  const metric = readTeamMetric(besides)
  const ranking = await readRanking(reader, inside, metric)
  const compared = comparedTeams(inside, ranking.rows, metric)
  return { metric, ranking, compared, chosen: { ...uncompared(inside), team: compared } }
}

async function readCompared(reader: ScopedReader, question: Question) {
  const { metric, ranking, compared, chosen } = await readStanding(reader, question)
  const isNone = compared.length === 0
  const [overlap] = isNone ? [] : await analyses.team_overlap.rows(reader, { filters: chosen })
  return {
    ranking,
    compared,
    overlap: overlap ?? null,
    lines: isNone ? null : await seriesLines<MetricName>(reader, { metrics: [metric], by: 'team', filters: chosen }),
  }
}

/** Every team, whichever are chosen: where those compared stand among all. People in no team are no team. */
async function readRanking(reader: ScopedReader, inside: Filters, metric: MetricName) {
  const { rows, comparison } = await askRows<MetricName, 'team'>(reader, {
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
  const isSmall = ({ members_observed: people }: (typeof teams)[number]) => isSmallSample(people ?? 0)
  return { rows: [...teams.filter((team) => !isSmall(team)), ...teams.filter(isSmall)] }
}

type Ranked = Totals<MetricName> & { readonly team: number }

/** What is hidden is something. */
const isNothing = (row: Totals<MetricName>, metric: MetricName) =>
  row[metric] === 0 || (row[metric] === null && !row.suppressed)

/** Rates, medians and means: the fewer people, the more extreme, so that small teams would lead every ranking. */
export function isOfFew(metric: MetricName): boolean {
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
async function readTechnologies(reader: ScopedReader, question: Question) {
  const { compared, chosen } = await readStanding(reader, question)
  if (compared.length === 0) return { compared, technologies: [], hours: [] }
  const metrics = ['learning_hours'] as const
  const { rows: technologies } = await askRows(reader, { metrics, by: ['team', 'technology'], filters: chosen })
  const { rows: hours } = await askRows(reader, { metrics, by: ['team'], filters: chosen })
  return { compared, technologies, hours }
}

/** How regularly each of the teams learns. */
async function readRegularity(reader: ScopedReader, question: Question) {
  const { compared } = await readStanding(reader, question)
  const teams: { team: number; row: AnalysisRow | undefined }[] = []
  for (const team of compared) {
    const filters = { ...uncompared(question.inside), team: [team] }
    const [row] = await analyses.wau_mau.rows(reader, { filters })
    teams.push({ team, row })
  }
  return { compared, teams }
}

/** In the order in which they are read. */
export const teamsCards = {
  compared: readCompared,
  technologies: readTechnologies,
  regularity: readRegularity,
  table: (reader: ScopedReader, question: Question) => readTable(reader, question),
}
