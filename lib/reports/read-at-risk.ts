/** Everything that the page about people who went quiet reads. */
import { analyses } from '@/lib/analyses/analyses'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared, type Filters } from '@/lib/filters/filters'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readFilters, readOne, type AsOf, type Search } from '@/lib/filters/url'
import { filterOptions } from '@/lib/metrics/options'
import { readPage } from './table-state'

/** Two rules about the same people: something is open, or nothing happened at all. */
export const riskRules = {
  open: { list: 'at_risk', byTeam: 'at_risk_by_team', days: 14 },
  quiet: { list: 'inactive_learners', byTeam: 'inactive_learners_by_team', days: 30 },
} as const
type RiskRule = keyof typeof riskRules

export const offeredDays = [14, 30, 60] as const
export const riskParams = ['rule', 'days', 'page'] as const

export interface RiskQuestion {
  readonly rule: RiskRule
  readonly days: number
  readonly page: number
}

/** Rows on a page; pages end where programs' lists end too, and the download has all. */
export const ROWS = 50
const MOST = 10_000

export function readRiskQuestion(search: Search): RiskQuestion {
  const rule = readOne(search, 'rule') ?? 'open'
  if (rule !== 'open' && rule !== 'quiet') {
    throw new InvalidFilter('rule', `rule: "${rule}" is not known. Use open or quiet.`)
  }
  const text = readOne(search, 'days') ?? String(riskRules[rule].days)
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (days < 1 || days > 366) throw new InvalidFilter('days', `days: "${text}" is no whole number from 1 to 366.`)
  return { rule, days, page: readPage(search) }
}

/** What one visit asks: of the filters, the period does not count. */
export interface RiskAsked extends RiskQuestion {
  readonly filters: Filters
}

/** What the page asks when nobody has chosen anything: the same whatever the period. */
export function usualRiskQuestion(asOf: AsOf): RiskAsked {
  const search = new URLSearchParams()
  return { ...readRiskQuestion(search), filters: readFilters(search, new Date(), asOf) }
}

const daysOf = (name: RiskRule, { rule, days }: RiskAsked) => String(name === rule ? days : riskRules[name].days)

export async function readAtRisk(reader: ScopedReader, asked: RiskAsked) {
  const filters = uncompared(asked.filters)
  const [total] = await analyses.at_risk_total.rows(reader, { filters, parameters: { days: daysOf('open', asked) } })
  const [members] = await analyses.inactive_learners_by_team.rows(reader, {
    filters,
    parameters: { days: daysOf('quiet', asked) },
  })
  return {
    choices: await filterOptions(reader),
    /** With something open, and of these at risk. */
    total: total ?? null,
    /** Members of today, and how many of them were not seen. */
    members: members ?? null,
  }
}

async function readTeams(reader: ScopedReader, asked: RiskAsked) {
  const { byTeam } = riskRules[asked.rule]
  const parameters = { days: daysOf(asked.rule, asked) }
  const teams = await analyses[byTeam].rows(reader, { filters: uncompared(asked.filters), parameters })
  return teams.filter(({ team }) => team !== null)
}

/** Those of the page; nobody for readers who see no single learners. */
async function readPeople(reader: ScopedReader, asked: RiskAsked): Promise<readonly AnalysisRow[]> {
  if (!reader.scope.learnerRows) return []
  const { rule, page } = asked
  const people = await analyses[riskRules[rule].list].rows(reader, {
    filters: uncompared(asked.filters),
    parameters: { days: daysOf(rule, asked), most: String(Math.min(MOST, page * ROWS)) },
  })
  return people.slice((page - 1) * ROWS)
}

/** In the order in which they are read. */
export const riskCards = { teams: readTeams, people: readPeople }

export type RiskData = Awaited<ReturnType<typeof readAtRisk>>
