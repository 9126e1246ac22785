/** Everything that the page about people who went quiet reads. */
import { analyses } from '@/lib/analyses/analyses'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Filters } from '@/lib/filters/filters'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne, type Search } from '@/lib/filters/url'
import { filterOptions } from '@/lib/metrics/options'
import { readPage } from './table-state'

/** Two rules about the same people: something is open, or nothing happened at all. */
export const riskRules = {
  open: { list: 'at_risk', byTeam: 'at_risk_by_team', days: 14 },
  quiet: { list: 'inactive_learners', byTeam: 'inactive_learners_by_team', days: 30 },
} as const
export type RiskRule = keyof typeof riskRules

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

export async function readAtRisk(reader: ScopedReader, filters: Filters, question: RiskQuestion) {
  const { rule, days, page } = question
  const alone: Filters = { ...filters, compare: 'none' }
  const ofRule = async (name: RiskRule, asked: number) => {
    const [all] = await analyses[riskRules[name].byTeam].rows(reader, {
      filters: alone,
      parameters: { days: String(asked) },
    })
    return all ?? null
  }
  const daysOf = (name: RiskRule) => (name === rule ? days : riskRules[name].days)
  const [total] = await analyses.at_risk_total.rows(reader, {
    filters: alone,
    parameters: { days: String(daysOf('open')) },
  })
  const members = await ofRule('quiet', daysOf('quiet'))
  const teams = await analyses[riskRules[rule].byTeam].rows(reader, {
    filters: alone,
    parameters: { days: String(days) },
  })
  const most = Math.min(MOST, page * ROWS)
  const people: readonly AnalysisRow[] = reader.scope.learnerRows
    ? await analyses[riskRules[rule].list].rows(reader, {
        filters: alone,
        parameters: { days: String(days), most: String(most) },
      })
    : []
  return {
    choices: await filterOptions(reader),
    /** With something open, and of these at risk. */
    total: total ?? null,
    /** Members of today, and how many of them were not seen. */
    members,
    teams: teams.filter(({ team }) => team !== null),
    people: people.slice((page - 1) * ROWS),
  }
}

export type RiskData = Awaited<ReturnType<typeof readAtRisk>>
