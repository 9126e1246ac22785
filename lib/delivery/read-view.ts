/** A saved view as its recipient would see it, within that person's own scope. */
import type { ScopedReader } from '@/lib/authz/reader'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import { countTableRows, readTablePage, tableExport } from '@/lib/explorer/table-page'
import { groupQueryParams, isGrouped, readGroupQuery } from '@/lib/explorer/group-query'
import { groupExport, readGroups } from '@/lib/explorer/group-rows'
import { DEFAULT_LIMIT, readTableQuery, tableQueryParams, type TableQuery } from '@/lib/explorer/table-query'
import { withoutView } from '@/lib/explorer/table-view'
import { formatCounted } from '@/lib/format/numbers'
import { openView, type KeptAddress, type OpenedView } from '@/lib/views/open-view'
import type { LeftOut } from '@/lib/views/what-holds'
import { NothingToSend } from './nothing-to-send'
import { asOfWords, readReport } from './read-report'
import type { ViewContent } from './view-content'
import { viewSubject, type TableSubject } from './view-subject'

const FIRST_ROWS = 10

/** Throws NothingToSend where what the view is about is gone, or out of this reader's reach. */
export async function readView(reader: ScopedReader, kept: KeptAddress): Promise<ViewContent> {
  const subject = viewSubject(kept.path)
  if (subject === null) throw new NothingToSend('This page has nothing that can be sent.')
  const { path, search, leftOut } = await openedView(reader, kept)
  const content = await (subject.kind === 'table'
    ? (isGrouped(search) ? readGroupRows : readRows)(reader, subject, { path, search })
    : readReport(reader, subject, { path, search }))
  return { ...content, words: [...content.words, ...leftOut.map(leftOutInWords)] }
}

/** Throws NothingToSend. */
export async function openedView(reader: ScopedReader, kept: KeptAddress): Promise<OpenedView> {
  const opened = await openView(reader, kept)
  if (opened.path !== kept.path) throw new NothingToSend('What the view is about is gone, or out of reach.')
  return opened
}

const leftOutInWords = ({ param, values }: LeftOut) =>
  `Left out, because it is gone or out of reach: ${param} ${values.join(', ')}`

async function readRows(
  reader: ScopedReader,
  { table }: TableSubject,
  { path, search }: { path: string; search: URLSearchParams },
): Promise<ViewContent> {
  const query = readTableQuery(table, withoutPlace(search))
  const { rows } = await readTablePage(reader, { ...query, limit: FIRST_ROWS })
  const count = await countTableRows(reader, query)
  const name = qualifiedName(table)
  const params = tableQueryParams(query)
  return {
    title: name,
    words: [narrowedInWords(query)],
    asOf: asOfWords(reader.asOf),
    figures: [],
    charts: [],
    table: {
      heads: query.columns.map(({ name: label }) => ({ label, numeric: false })),
      rows: rows.map((row) => query.columns.map((column) => String(row[column.name] ?? '–'))),
      of: count.rows,
      capped: count.capped,
    },
    path: params.size > 0 ? `${path}?${params}` : path,
    download: { name, path: `/export/table/${name}?${params}`, query: tableExport(reader, query) },
    dataVersion: reader.dataVersion,
    isEmpty: count.rows === 0,
  }
}

/** What an address says of where one stands in the table, or of how it is looked at, is nothing to send. */
function withoutPlace(search: URLSearchParams): URLSearchParams {
  const rest = withoutView(search)
  for (const name of ['cursor', 'limit', 'count']) rest.delete(name)
  return rest
}

async function readGroupRows(
  reader: ScopedReader,
  { table }: TableSubject,
  { path, search }: { path: string; search: URLSearchParams },
): Promise<ViewContent> {
  const query = { ...readGroupQuery(table, withoutPlace(search)), limit: FIRST_ROWS }
  const { rows, groups } = await readGroups(reader, query)
  const name = qualifiedName(table)
  const params = groupQueryParams({ ...query, limit: DEFAULT_LIMIT })
  const columns = [...query.dimensions, ...query.measures]
  return {
    ...{ title: name, figures: [], charts: [], dataVersion: reader.dataVersion, isEmpty: groups === 0 },
    words: ['In groups', narrowedInWords(query)],
    asOf: asOfWords(reader.asOf),
    table: {
      heads: columns.map(({ key }, index) => ({ label: key, numeric: index >= query.dimensions.length })),
      rows: rows.map((row) => columns.map(({ key }) => String(row[key] ?? '–'))),
      of: groups,
      capped: false,
    },
    path: `${path}?${params}`,
    download: {
      name: `${name}_groups`,
      path: `/export/groups/${name}?${params}`,
      query: groupExport(reader, query),
    },
  }
}

function narrowedInWords({ filters, any, q }: Pick<TableQuery, 'filters' | 'any' | 'q'>): string {
  const narrowed = filters.length + any.length + (q === null ? 0 : 1)
  return narrowed === 0 ? 'All rows' : formatCounted(narrowed, 'filter', 'filters')
}
