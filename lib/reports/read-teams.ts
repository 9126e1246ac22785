/** What Teams reads, in one place: the page draws it, a publish warms it, the benchmark times it. */
import { analyses } from '@/lib/analyses/analyses'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import type { ScopedReader } from '@/lib/authz/reader'
import { noTeam, type Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import type { MetricName } from '@/lib/metrics/names'
import { series } from '@/lib/metrics/series'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'
import { readTeamMetric } from './team-metric'

export const mostCompared = 5

export async function readTeams(reader: ScopedReader, question: ReportQuestion<ReportNamed<'teams'>>) {
  const { inside, besides } = question
  const metric = readTeamMetric(besides)
  const ranking = await readRanking(reader, inside, metric)
  const compared = comparedTeams(inside, ranking.rows)
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
    technologies: isNone
      ? null
      : await ask(reader, { metrics: ['learning_hours'], by: ['team', 'technology'], filters: chosen }),
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
  return {
    rows: rows.flatMap(({ team, ...row }) =>
      team === null ? [] : [{ ...row, team, before: before.find((other) => other.team === team)?.[metric] }],
    ),
  }
}

/** Those chosen, else those with most; of more than fit, those with most. */
function comparedTeams({ team }: Filters, rows: readonly { readonly team: number }[]): readonly number[] {
  const chosen = team.filter((id) => id !== noTeam)
  const known = rows.map((row) => row.team).filter((id) => team.length === 0 || chosen.includes(id))
  return [...known, ...chosen.filter((id) => !known.includes(id))].slice(0, mostCompared)
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
