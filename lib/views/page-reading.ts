/** How each page that can be kept reads its address: with its own parsers, so that a view holds what the page would take. */
import { findTable } from '@/lib/catalogue/catalogue'
import type { Table } from '@/lib/catalogue/types'
import { groupParameters, isGrouped, readGroupQuery } from '@/lib/explorer/group-query'
import { InvalidTableQuery } from '@/lib/explorer/invalid-table-query'
import { readTableQuery } from '@/lib/explorer/table-query'
import {
  layoutParameters,
  readTableView,
  refuseMalformedLayout,
  viewParameters,
  withoutView,
} from '@/lib/explorer/table-view'
import { readFilters, refuseUnknown, type AsOf } from '@/lib/filters/url'
import { measureParam, readMeasure } from '@/lib/reports/activity-measure'
import { atRiskPage } from '@/lib/reports/definitions/at-risk'
import { exercisesParam, readExerciseOrder } from '@/lib/reports/exercise-order'
import { readSplit } from '@/lib/reports/live-split'
import { readWho } from '@/lib/reports/people-choice'
import { readQuestion } from '@/lib/reports/question'
import { itemsParam, questionParam, readItemOrder, readQuestionChoice } from '@/lib/reports/quiz-choice'
import { readRiskQuestion, riskParams } from '@/lib/reports/read-at-risk'
import { readDue } from '@/lib/reports/read-assignments'
import { readLines, readWhen } from '@/lib/reports/read-expiries'
import { readDivision } from '@/lib/reports/read-paths'
import { readQuizGroup } from '@/lib/reports/read-quizzes'
import { readInteraction, readResult } from '@/lib/reports/read-scorm'
import type { Only, Report } from '@/lib/reports/report'
import { reports } from '@/lib/reports/reports'
import { readSegment, segmentParam } from '@/lib/reports/segment-choice'
import { learnersParam, readLearnerState } from '@/lib/reports/skilljar-learner-state'
import { tableParams } from '@/lib/reports/table-state'
import { metricParam, readTeamMetric } from '@/lib/reports/team-metric'
import { ACTIVE_PEOPLE, EXPLORER, PERSON, type ViewPage } from './view-pages'
import type { Reading } from './what-holds'

/** Which charts stand as tables: components/charts/twin-choice.ts. */
export const twinsParam = 'tables'

/** What pages read beside filters and table; a test compares it with what they say themselves. */
export const readsOf: Readonly<Record<string, Readonly<Record<string, Reading>>>> = {
  '/learning-activity': { [measureParam]: readMeasure },
  '/datacamp/courses/[course]': { [exercisesParam]: readExerciseOrder },
  '/datacamp/assignments': { due: readDue },
  '/skilljar/courses/[course]': { [learnersParam]: readLearnerState },
  '/skilljar/quizzes': { by: readQuizGroup },
  '/skilljar/quizzes/[quiz]': { [itemsParam]: readItemOrder, [questionParam]: readQuestionChoice },
  '/skilljar/paths': { by: readDivision },
  '/skilljar/scorm': { interaction: readInteraction, result: readResult },
  '/skilljar/live-training': { split: readSplit },
  '/skilljar/access-groups': { [segmentParam]: readSegment },
  '/teams': { [metricParam]: readTeamMetric },
  '/people': { who: readWho },
  '/expiries': { when: readWhen, lines: readLines },
}

type Params = ViewPage['params']

/** To what a page about one thing is fixed: nothing else can be chosen there. */
const fixedOf: Readonly<Record<string, (params: Params) => Only>> = {
  '/datacamp/courses/[course]': ({ course }) => ({ where: { content: [`datacamp/course/${course}`] } }),
  '/datacamp/tracks/[track]': ({ track = '' }) => ({ where: { track: [track] } }),
  '/skilljar/courses/[course]': ({ course }) => ({ where: { content: [`skilljar/course/${course}`] } }),
  '/skilljar/quizzes/[quiz]': ({ quiz }) => ({ where: { content: [`skilljar/quiz/${quiz}`] } }),
  '/skilljar/paths/[path]': ({ path }) => ({ where: { content: [`skilljar/path/${path}`] } }),
  '/skilljar/access-groups/[group]': ({ group = '' }) => ({ where: { student_group: [group] } }),
  '/skilljar/live-training/[session]': ({ session }) => ({ where: { content: [`skilljar/session/${session}`] } }),
  '/teams/[team]': ({ team }) => ({ team: [Number(team)] }),
}

/** The first report of a path is the page's; the others are more to download there. */
const reportAt = (key: string) => (reports as readonly Report[]).find(({ path }) => path === key)

export function fixedOn({ key, params }: ViewPage): Only {
  return fixedOf[key]?.(params) ?? {}
}

/** Null: the page is about a table that is none of the catalogue. */
export function tableOf({ key, params }: ViewPage): Table | null {
  return (key === EXPLORER && findTable(params['table'] ?? '')) || null
}

export function readingOf(page: ViewPage, asOf: AsOf): Reading | null {
  if (page.key === EXPLORER) {
    const table = tableOf(page)
    return table && ((search) => readExplorer(table, search))
  }
  const report = reportAt(page.key)
  if (report) return (search) => readReport(report, page, search, asOf)
  const besides = besidesOf[page.key]
  if (besides === undefined) return null
  return (search) => {
    refuseUnknown(search, besides)
    return [page.key === atRiskPage.path && readRiskQuestion(search), readFilters(search, new Date(), asOf)]
  }
}

/** What pages that draw no report read beside the filters. */
const besidesOf: Readonly<Record<string, readonly string[]>> = {
  [atRiskPage.path]: [...riskParams, twinsParam],
  [PERSON]: [twinsParam],
  [ACTIVE_PEOPLE]: ['page'],
}

function readReport(report: Report, page: ViewPage, search: URLSearchParams, asOf: AsOf): unknown {
  const reads = readsOf[page.key] ?? {}
  for (const read of Object.values(reads)) read(search)
  const alsoKnown = [...tableParams, twinsParam, ...Object.keys(reads)]
  return readQuestion(report, search, { alsoKnown, asOf, fixed: fixedOn(page) })
}

/** What the Explorer takes with rows, and with groups. */
export const explorerParams = {
  rows: ['columns', 'filter', 'any', 'q', 'sort', 'limit', 'cursor', ...viewParameters],
  groups: [...groupParameters, ...layoutParameters, twinsParam],
} as const

function readExplorer(table: Table, search: URLSearchParams): unknown {
  const known: readonly string[] = isGrouped(search) ? explorerParams.groups : explorerParams.rows
  for (const name of search.keys()) {
    if (!known.includes(name)) throw new InvalidTableQuery(name, `"${name}" is no parameter of a table.`)
  }
  if (isGrouped(search)) {
    refuseMalformedLayout(table, search)
    return readGroupQuery(table, search)
  }
  return [readTableQuery(table, withoutView(search)), readTableView(table, search)]
}
