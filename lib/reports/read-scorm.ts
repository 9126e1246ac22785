/** What SCORM reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared } from '@/lib/filters/filters'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne, type Search } from '@/lib/filters/url'
import { isSmallSample } from '@/lib/format/small-sample'
import { ask } from '@/lib/metrics/ask'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTableCard } from './read-table'
import type { ReportNamed } from './reports'

const MOST_PACKAGES = 10

/** `interaction`: whose responses are shown, as the module's id and the question's identifier; absent: the hardest. */
export function readInteraction(search: Search): string | null {
  const text = readOne(search, 'interaction')
  if (text === null || /^[^/]*\/./.test(text)) return text
  throw new InvalidFilter('interaction', `interaction: "${text}" is no module and question, as in "12/Slide4".`)
}

export const scormResults = ['completed', 'passed'] as const
export type ScormResult = (typeof scormResults)[number]

/** `result`: whether packages are compared by what was completed (or passed), or by what was passed alone. */
export function readResult(search: Search): ScormResult {
  const text = readOne(search, 'result') ?? 'completed'
  const found = scormResults.find((name) => name === text)
  if (found !== undefined) return found
  throw new InvalidFilter('result', `result: "${text}" is not known. Use one of: ${scormResults.join(', ')}.`)
}

type Question = ReportQuestion<ReportNamed<'scorm'>>

export const readScorm = (reader: ScopedReader, question: Question) => readFrame(reader, question)

async function readStatuses(reader: ScopedReader, { inside }: Question) {
  return { statuses: await analyses.scorm_statuses.rows(reader, { filters: uncompared(inside) }) }
}

async function readScores(reader: ScopedReader, { inside }: Question) {
  return { scores: await analyses.scorm_score_distribution.rows(reader, { filters: uncompared(inside) }) }
}

/** What was uploaded, each with what became of it. */
async function readPackages(reader: ScopedReader, { inside, besides }: Question) {
  const filters = uncompared(inside)
  const { rows } = await ask(reader, {
    metrics: [
      'scorm_modules',
      'scorm_completion_rate_first',
      'scorm_completion_rate',
      'scorm_pass_rate_first',
      'scorm_pass_rate',
      'scorm_timed',
      'scorm_seconds_q1',
      'scorm_seconds_median',
      'scorm_seconds_q3',
    ],
    by: ['web_package'],
    filters,
    sort: { by: 'scorm_modules', descending: true },
  })
  return {
    taken: rows,
    uploaded: await analyses.scorm_packages.rows(reader),
    mostPackages: MOST_PACKAGES,
    result: readResult(besides),
  }
}

/** The hardest first; those that nobody judged, or few answered, come last. */
async function readInteractions(reader: ScopedReader, { inside, besides }: Question) {
  const filters = uncompared(inside)
  const all = await analyses.scorm_interactions.rows(reader, { filters })
  const interactions = all.toSorted((one, other) => difficulty(one) - difficulty(other))
  const key = readInteraction(besides) ?? interactionKey(interactions[0])
  if (key === null) return { interactions, chosen: null, responses: [] }
  const [resource, identifier] = partsOf(key)
  const named = all.find((row) => interactionKey(row) === key)
  const responses = await analyses.scorm_responses.rows(reader, { filters, parameters: { resource } })
  return {
    interactions,
    chosen: {
      identifier,
      name: String(named?.['resource_name'] ?? 'This module'),
      answers: named?.['answers'] ?? null,
    },
    responses: responses.filter((row) => row['identifier'] === identifier),
  }
}

function difficulty({ share_right: share, answers }: AnalysisRow): number {
  if (typeof share !== 'number') return 3
  return isSmallSample(Number(answers)) ? 2 + share : share
}

const interactionKey = (row: AnalysisRow | undefined) =>
  row === undefined ? null : `${row['resource']}/${row['identifier']}`

/** Identifiers may have strokes in them, ids of resources have none. */
function partsOf(key: string): [resource: string, identifier: string] {
  const stroke = key.indexOf('/')
  return [key.slice(0, stroke), key.slice(stroke + 1)]
}

/** In the order in which they are read. */
export const scormCards = {
  statuses: readStatuses,
  scores: readScores,
  packages: readPackages,
  interactions: readInteractions,
  table: readTableCard,
}
