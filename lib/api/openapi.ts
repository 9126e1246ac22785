/** The API described for machines (OpenAPI 3.1). A test holds it against the registry, so that no route goes untold. */
import { formatIds, formats } from '@/lib/format/file-format'
import {
  ofAnalysis,
  ofFacets,
  ofGroups,
  ofMetric,
  ofQuery,
  ofRefresh,
  ofReport,
  ofRow,
  ofSearch,
  ofRun,
  ofTable,
  type Parameter,
} from './openapi-parameters'

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly parameters?: readonly Parameter[]
  readonly status?: string
  readonly answer: string
  readonly csv?: boolean
}

const operations: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
  '/api/v1/openapi.json': { get: { operationId: 'describe', summary: 'This description.', answer: 'OpenAPI 3.1' } },
  '/api/v1/metrics': {
    get: {
      operationId: 'listMetrics',
      summary: 'Every metric and analysis with its definition, and every dimension.',
      answer: '`metrics` and `dimensions`',
    },
  },
  '/api/v1/metrics/{metric}': {
    get: {
      operationId: 'readMetric',
      summary: 'One metric under filters: its value, the people and rows behind it, and the SQL that ran.',
      parameters: ofMetric,
      answer: '`metric`, `period`, `value`, `numerator`, `denominator`, `behind`, `sql`, `as_of` and `data_version`',
    },
  },
  '/api/v1/reports': {
    get: {
      operationId: 'listReports',
      summary: 'The reports that this reader may see.',
      answer: '`reports`: slug, title, question, figures, metrics and by of the table, fixed_to, own_filters',
    },
  },
  '/api/v1/reports/{report}': {
    get: {
      operationId: 'readReport',
      summary: 'The table of a report under the filters of its page.',
      parameters: ofReport,
      answer: '`report`, `period`, `columns`, `rows`, `totals`, `comparison`, `as_of` and `data_version`',
      csv: true,
    },
  },
  '/api/v1/analyses/{analysis}': {
    get: {
      operationId: 'readAnalysis',
      summary: 'A curve, grid, funnel or list. Its own parameters are listed with it under /api/v1/metrics.',
      parameters: ofAnalysis,
      answer: '`columns`, `rows`, `as_of` and `data_version`',
    },
  },
  '/api/v1/query': {
    get: {
      operationId: 'query',
      summary: 'Metrics by dimensions. Managers get their own teams; viewers no numbers of fewer than five people.',
      parameters: ofQuery,
      answer: '`columns`, `rows`, `totals`, `comparison`, `as_of` and `data_version`',
      csv: true,
    },
  },
  '/api/v1/tables': {
    get: {
      operationId: 'listTables',
      summary: 'Every table and column of both sources. Analysts and administrators only.',
      answer: '`tables`: schema, name, description, columns, rows, usedBy (metrics), usedOn (pages)',
    },
  },
  '/api/v1/tables/{table}': {
    get: {
      operationId: 'readTable',
      summary: 'Rows of one table, page by page or as one CSV. Analysts and administrators only.',
      parameters: ofTable,
      answer: '`columns`, `rows`, `keys`, `next`, `previous`, `count`, `count_is_capped`, `as_of` and `data_version`',
      csv: true,
    },
  },
  '/api/v1/tables/{table}/facets': {
    get: {
      operationId: 'countValues',
      summary: 'The most frequent values of columns, or their spread, under the filters of all other columns.',
      parameters: ofFacets,
      answer: '`facets`: column, values or buckets with their rows, nulls, more, tooMany; `as_of` and `data_version`',
    },
  },
  '/api/v1/tables/{table}/groups': {
    get: {
      operationId: 'groupTable',
      summary: 'Rows of one table put into groups, with counts and sums of each, and computed totals.',
      parameters: ofGroups,
      answer: '`columns`, `rows`, `totals`, `groups`, `next`, `previous`, `as_of` and `data_version`',
      csv: true,
    },
  },
  '/api/v1/tables/{table}/rows/{key}': {
    get: {
      operationId: 'readRow',
      summary: 'One row with what its ids name and the rows that name it. Analysts and administrators only.',
      parameters: ofRow,
      answer: '`name`, `cells`, `linked`, `provenance`, `as_of` and `data_version`',
    },
  },
  '/api/v1/search': {
    get: {
      operationId: 'search',
      summary:
        'Pages, people, teams, courses, tables, metrics and views that are called like this, as far as the caller sees.',
      parameters: ofSearch,
      answer: '`groups`: title, hits (text, detail, href)',
    },
  },
  '/api/v1/connectors/{connector}/refresh': {
    post: {
      operationId: 'requestRefresh',
      summary: 'Starts a refresh; while one is under way, names that one. Administrators only.',
      parameters: ofRefresh,
      status: '202',
      answer: '`run` and `already_running`',
    },
  },
  '/api/v1/refreshes': {
    get: {
      operationId: 'listRefreshes',
      summary: 'The newest refreshes of each source. Administrators only.',
      answer: '`refreshes`, the newest first',
    },
  },
  '/api/v1/refreshes/{run}': {
    get: {
      operationId: 'readRefresh',
      summary: 'One refresh: state, counts per table, errors, and why rows were set aside. Administrators only.',
      parameters: ofRun,
      answer: 'The refresh with `tables` and `quarantine`',
    },
  },
}

const problems = {
  '400': 'A parameter is malformed; `param` names it.',
  '401': 'No valid session or token.',
  '403': 'The role does not allow this.',
  '404': 'There is no such thing.',
  '429': 'Too many requests; `Retry-After` says when to come back.',
  '503': 'The database does not answer, or the question takes too long.',
}

const problemSchema = {
  type: 'object',
  required: ['type', 'status', 'title', 'detail', 'request_id'],
  properties: {
    type: { type: 'string' },
    status: { type: 'integer' },
    title: { type: 'string' },
    detail: { type: 'string' },
    param: { type: 'string' },
    valid: { type: 'array', items: { type: 'string' } },
    request_id: { type: 'string' },
  },
}

const asFiles = Object.fromEntries(
  formatIds.map((id) => [formats[id].contentType.split(';')[0], { schema: { type: 'string' } }]),
)

function described({ operationId, summary, parameters = [], status = '200', answer, csv }: Operation) {
  const content = {
    'application/json': { schema: { type: 'object' } },
    ...(csv && asFiles),
  }
  const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  const refused = Object.entries(problems).map(([code, description]) => [code, { description, content: problem }])
  return {
    operationId,
    summary,
    parameters,
    responses: { [status]: { description: answer, content }, ...Object.fromEntries(refused) },
  }
}

export function openApi(address: string, version: string) {
  const paths = Object.entries(operations).map(([path, methods]) => [
    path,
    Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, described(operation)])),
  ])
  return {
    openapi: '3.1.0',
    info: { title: 'Skillscope', version, description: 'Learning analytics over DataCamp and Skilljar.' },
    servers: [{ url: address }],
    security: [{ token: [] }, { session: [] }],
    paths: Object.fromEntries(paths) as Readonly<Record<string, Readonly<Record<string, unknown>>>>,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'skillscope token create' },
        session: { type: 'apiKey', in: 'cookie', name: 'next-auth.session-token' },
      },
      schemas: { Problem: problemSchema },
    },
  }
}
