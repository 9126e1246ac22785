/** The parameters of the API as OpenAPI writes them; what they may hold comes from the code that reads them. */
import { connectors } from '@/lib/connectors/registry'
import { MOST_FACETS } from '@/lib/explorer/view-limits'
import { MOST_ROWS } from '@/lib/explorer/table-query'
import { grains } from '@/lib/filters/buckets'
import {
  archivedWords,
  comparisons,
  memberships,
  mostWindowDays,
  narrowings,
  sources,
  type Narrowing,
} from '@/lib/filters/filters'
import { filterNames, type FilterName } from '@/lib/filters/url'
import { formatIds } from '@/lib/format/file-format'
import { dimensions } from '@/lib/metrics/dimensions'
import { analyses } from '@/lib/analyses/analyses'
import { metrics } from '@/lib/metrics/names'

type Schema = Readonly<Record<string, unknown>>
import { reports } from '@/lib/reports/reports'

export interface Parameter {
  readonly name: string
  readonly in: 'query' | 'path'
  readonly description: string
  readonly schema: Schema
  readonly required?: boolean
  /** false: values of a list stand in one parameter, with commas between them. */
  readonly explode?: boolean
}

const text: Schema = { type: 'string' }
const day: Schema = { type: 'string', format: 'date' }
const list = (items: Schema): Schema => ({ type: 'array', items })
const oneOf = (values: readonly string[]): Schema => ({ type: 'string', enum: values })

// Safe: one entry per name.
const ofNarrowings = Object.fromEntries(
  narrowings.map((name) => [
    name,
    { description: `Only these: ${dimensions[name].description}`, schema: list(text), explode: false },
  ]),
) as Readonly<Record<Narrowing, Omit<Parameter, 'name' | 'in'>>>

const filters: Readonly<Record<FilterName, Omit<Parameter, 'name' | 'in'>>> = {
  from: { description: 'First day, included. Default: 90 days before `to`.', schema: day },
  to: { description: 'Last day, included. Default: the newest whole day of data.', schema: day },
  grain: { description: 'Width of a bucket of time on pages; `by` names it for queries.', schema: oneOf(grains) },
  team: { description: 'DataCamp team ids; `none` for people without a team.', schema: list(text), explode: false },
  technology: { description: 'Technologies of the content.', schema: list(text), explode: false },
  content_type: { description: 'course, project, practice or assessment.', schema: list(text), explode: false },
  source: { description: 'Platforms.', schema: list(oneOf(sources)), explode: false },
  ...ofNarrowings,
  membership: { description: 'Which membership counts activity for a team.', schema: oneOf(memberships) },
  compare: { description: 'The period that `comparison` answers for.', schema: oneOf(comparisons) },
  window_days: {
    description: 'Days that a cohort is given to complete what it started. Default: 30.',
    schema: { type: 'integer', minimum: 1, maximum: mostWindowDays },
  },
  archived: {
    description: 'Whether archived assignments count too; deleted ones never do. Default: without.',
    schema: oneOf(archivedWords),
  },
}

const query = (name: string, description: string, schema: Schema, more: Partial<Parameter> = {}): Parameter => ({
  name,
  in: 'query',
  description,
  schema,
  ...more,
})
const path = (name: string, description: string, schema: Schema): Parameter => ({
  name,
  in: 'path',
  description,
  schema,
  required: true,
})

const format = query('format', 'Others than json stream every row as a download.', {
  ...oneOf(['json', ...formatIds]),
  default: 'json',
})

const ofFilters: readonly Parameter[] = filterNames.map((name): Parameter => ({ name, in: 'query', ...filters[name] }))

export const ofQuery: readonly Parameter[] = [
  query('metrics', 'What to measure.', list(oneOf(Object.keys(metrics))), { required: true, explode: false }),
  query('by', 'What to group by; none gives one total.', list(oneOf(Object.keys(dimensions))), { explode: false }),
  ...ofFilters,
  format,
]

export const ofMetric: readonly Parameter[] = [
  path('metric', 'Which number.', oneOf(Object.keys(metrics))),
  ...ofFilters,
]

export const ofReport: readonly Parameter[] = [
  path('report', 'Which report.', oneOf(reports.map(({ slug }) => slug))),
  ...ofFilters,
  query('search', 'Only rows whose name holds this text; totals stay those of the filters.', text),
  query('sort', 'A column of the table, with `:desc` behind it for the largest first.', text),
  query('columns', 'Numbers of the table in the order wanted. Default: all.', list(text), { explode: false }),
  format,
]

export const ofAnalysis: readonly Parameter[] = [
  path('analysis', 'Which analysis.', oneOf(Object.keys(analyses))),
  ...ofFilters,
]

const ofRows: readonly Parameter[] = [
  query(
    'filter',
    '`column:op:value`; repeat for more. Ops: eq, ne, lt, lte, gt, gte, in, contains, starts, is_null, not_null.',
    list(text),
    {
      explode: true,
    },
  ),
  query('any', 'Filters of which one is enough, with `|` between them; repeat for more such groups.', list(text), {
    explode: true,
  }),
  query('q', 'Words that begin words of the row’s text, all of them; or the key of a row.', text),
]

const table = path('table', 'Schema and table, like datacamp.course_fact.', text)

export const ofTable: readonly Parameter[] = [
  table,
  query('columns', 'Columns in the order wanted. Default: all.', list(text), { explode: false }),
  ...ofRows,
  query('sort', 'Columns, eight at most, each with `:desc` or without. Nulls come last.', list(text), {
    explode: false,
  }),
  query('limit', 'Rows of one page.', { type: 'integer', minimum: 1, maximum: MOST_ROWS }),
  query('cursor', 'What `next` or `previous` of another page gave.', text),
  query('count', '`exact` counts beyond 10,000.', oneOf(['capped', 'exact'])),
  format,
]

export const ofFacets: readonly Parameter[] = [
  table,
  query('columns', `Columns to count, ${MOST_FACETS} at most.`, list(text), { explode: false, required: true }),
  ...ofRows,
  query('find', 'Of one column, only values that hold this text or name what its words find.', text),
]

export const ofGroups: readonly Parameter[] = [
  table,
  query(
    'group',
    'Columns to group by; dates and timestamps also by `:day`, `:week`, `:month`, `:quarter` or `:year` (UTC, ISO weeks).',
    list(text),
    { explode: false, required: true },
  ),
  query('measures', '`count`, `distinct:column`, `sum:`, `min:`, `max:` or `avg:`. Default: count.', list(text), {
    explode: false,
  }),
  ...ofRows,
  query('sort', 'Columns of the answer, each with `:desc` or without. Nulls come last.', list(text), {
    explode: false,
  }),
  query('limit', 'Groups of one page; pages end at 10,000 groups, the CSV has all.', {
    type: 'integer',
    minimum: 1,
    maximum: MOST_ROWS,
  }),
  query('cursor', 'What `next` or `previous` of another page gave.', text),
  format,
]

export const ofSearch: readonly Parameter[] = [query('q', 'Letters or digits that begin a name or stand in it.', text)]

export const ofRow: readonly Parameter[] = [
  table,
  path('key', 'What `keys` of a page gave: the values of its key with commas between them.', text),
]

export const ofRefresh: readonly Parameter[] = [
  path('connector', 'Which source to read.', oneOf(Object.keys(connectors))),
  query('full', 'Reads everything, and removes what the source no longer has.', { type: 'boolean', default: false }),
]

export const ofRun: readonly Parameter[] = [path('run', 'Number of the refresh.', { type: 'integer', minimum: 1 })]
