/** The page about people who went quiet, as somebody may see it: the people themselves, or how many of each team. */
import { teamLabels } from '@/components/filters/team-labels'
import { filtersInWords } from '@/components/reports/filters-in-words'
import { analysisStatement } from '@/lib/analyses/analysis-statement'
import { analyses } from '@/lib/analyses/analyses'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared } from '@/lib/filters/filters'
import { filterParams, readFilters } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { narrowingNames } from '@/lib/metrics/narrowing-options'
import { atRiskPage } from '@/lib/reports/definitions/at-risk'
import { readAtRisk, readRiskQuestion, riskCards, riskRules, type RiskAsked } from '@/lib/reports/read-at-risk'
import { riskFigures, type RiskFigure } from '@/lib/reports/risk-figures'
import { asOfWords } from './read-report'
import type { BarChart, Figure, ViewContent } from './view-content'

const FIRST_ROWS = 10
const MOST_BARS = 8

export async function readRisk(
  reader: ScopedReader,
  { path, search }: { path: string; search: URLSearchParams },
): Promise<ViewContent> {
  const filters = uncompared(readFilters(search, new Date(), reader.asOf))
  const asked: RiskAsked = { ...readRiskQuestion(search), page: 1, filters }
  const data = await readAtRisk(reader, asked)
  const labels = teamLabels(data.choices.teams)
  const byTeam: Teams = {
    teams: await riskCards.teams(reader, asked),
    nameOf: ({ team, team_name: name }) => labels.get(Number(team)) ?? String(name),
  }
  const narrowed = await narrowingNames(reader, filters)
  const figures = riskFigures(data, asked)
  const rows = reader.scope.learnerRows
    ? peopleRows(reader, asked, { people: await riskCards.people(reader, asked), figures })
    : teamRows(reader, asked, byTeam)
  return {
    title: atRiskPage.title,
    words: [
      asked.rule === 'open' ? `Something open, ${asked.days} days quiet` : `Members quiet for ${asked.days} days`,
      ...filtersInWords(filters, { narrowed, teamName: (id) => labels.get(id) ?? `team ${id}` }),
    ],
    asOf: asOfWords(reader.asOf),
    figures: figures.map(figureOf),
    charts: barsOf(asked, byTeam),
    ...rows,
    path: search.size > 0 ? `${path}?${search}` : path,
    dataVersion: reader.dataVersion,
    isEmpty: rows.table.of === 0,
  }
}

function figureOf({ id, label, value, note }: RiskFigure): Figure {
  const isHidden = value === null
  return {
    ...{ name: id, label, value, change: null, before: null, tone: 'neutral' as const },
    text: isHidden ? 'Hidden' : formatCount(value),
    note: isHidden ? 'Fewer than 5 people are behind it.' : note,
  }
}

interface Teams {
  readonly teams: readonly AnalysisRow[]
  readonly nameOf: (row: AnalysisRow) => string
}

type Rows = Pick<ViewContent, 'table' | 'download'>

interface People {
  readonly people: readonly AnalysisRow[]
  readonly figures: readonly RiskFigure[]
}

/** Never for readers who see no single learners. */
function peopleRows(reader: ScopedReader, asked: RiskAsked, { people, figures }: People): Rows {
  const { list } = riskRules[asked.rule]
  const counted = figures.find(({ id }) => id === (asked.rule === 'open' ? 'at-risk' : 'quiet'))
  const { statement } = analyses[list]
  return {
    table: {
      heads: heads(['Name', 'Teams', 'Last learned'], ['Days since']),
      rows: people
        .slice(0, FIRST_ROWS)
        .map(({ name, teams, last_evidence: last, days_quiet: days }) => [
          String(name),
          typeof teams === 'string' ? teams : 'No team today',
          typeof last === 'string' ? formatDay(last) : 'Never',
          typeof days === 'number' ? formatCount(days) : '–',
        ]),
      of: counted?.value ?? people.length,
      capped: false,
    },
    download: {
      ...downloadOf(list, asked),
      query: statement(reader, { ...queryOf(asked), whole: true }).compile(reader.db),
    },
  }
}

function teamRows(reader: ScopedReader, asked: RiskAsked, { teams, nameOf }: Teams): Rows {
  const { byTeam } = riskRules[asked.rule]
  return {
    table: {
      heads: heads(['Team'], [asked.rule === 'open' ? 'At risk' : 'Quiet', 'Members', 'Share']),
      rows: teams
        .slice(0, FIRST_ROWS)
        .map((row) => [
          nameOf(row),
          ...[row['people'], row['members']].map((value) => (typeof value === 'number' ? formatCount(value) : HIDDEN)),
          typeof row['share'] === 'number' ? formatPercent(row['share']) : HIDDEN,
        ]),
      of: teams.length,
      capped: false,
    },
    download: { ...downloadOf(byTeam, asked), query: analysisStatement(reader, analyses[byTeam].columns, teams) },
  }
}

const HIDDEN = 'Hidden'

const heads = (words: readonly string[], numbers: readonly string[]) => [
  ...words.map((label) => ({ label, numeric: false })),
  ...numbers.map((label) => ({ label, numeric: true })),
]

const queryOf = ({ filters, days }: RiskAsked) => ({ filters, parameters: { days: String(days) } })

function downloadOf(name: string, { filters, days }: RiskAsked) {
  const params = filterParams(filters)
  params.set('days', String(days))
  return { name, path: `/export/analysis/${name}?${params}` }
}

function barsOf({ rule, days }: RiskAsked, { teams, nameOf }: Teams): BarChart[] {
  const most = teams.toSorted((one, other) => countIn(other) - countIn(one)).slice(0, MOST_BARS)
  if (most.length < 2) return []
  const bars = most.map((row) => {
    const value = numberOf(row['people'])
    return { label: nameOf(row), value, text: value === null ? HIDDEN : formatCount(value) }
  })
  return [{ kind: 'bars', title: `${rule === 'open' ? 'At risk' : 'Quiet'} by team, ${days} days`, bars }]
}

/** Hidden ones last. */
const countIn = (row: AnalysisRow) => Number(row['people'] ?? -1)
