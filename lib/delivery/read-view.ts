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
import { leftOutInWords } from '@/components/views/left-out-words'
import type { LeftOut } from '@/lib/views/what-holds'
import { widening } from '@/lib/views/widening'
import { BrokenView, NothingToSend } from './nothing-to-send'
import { asOfWords, readReport } from './read-report'
import { readRisk } from './read-risk'
import type { ViewContent } from './view-content'
import { viewSubject, type TableSubject, type ViewSubject } from './view-subject'

const FIRST_ROWS = 10

/** Throws NothingToSend where what the view is about, or what narrows it, is gone or out of this reader's reach. */
export async function readView(reader: ScopedReader, kept: KeptAddress): Promise<ViewContent> {
  const subject = viewSubject(kept.path)
  if (subject === null) throw new NothingToSend('This page has nothing that can be sent.')
  const { leftOut, ...opened } = await openedView(reader, kept)
  const content = await readSubject(reader, subject, opened)
  return { ...content, words: [...content.words, ...leftOut.map(leftOutLine)] }
}

type Place = Pick<OpenedView, 'path' | 'search'>

function readSubject(reader: ScopedReader, subject: ViewSubject, place: Place): Promise<ViewContent> {
  if (subject.kind === 'report') return readReport(reader, subject, place)
  if (subject.kind === 'risk') return readRisk(reader, place)
  return (isGrouped(place.search) ? readGroupRows : readRows)(reader, subject, place)
}

/** A page can say what it leaves out and go on; a message that shows more than was meant cannot be taken back. Throws BrokenView. */
export async function openedView(reader: ScopedReader, kept: KeptAddress): Promise<OpenedView> {
  const opened = await openView(reader, kept)
  if (opened.path !== kept.path) throw new BrokenView('What the view is about is gone, or out of reach.')
  const lost = widening(opened)
  if (lost.length > 0) {
    throw new BrokenView(
      `The view would show more than was meant, because a part of it is gone or out of reach: ${lost.map(leftOutInWords).join('; ')}.`,
    )
  }
  return opened
}

const leftOutLine = (left: LeftOut) => `Left out, because it is gone or out of reach: ${leftOutInWords(left)}`

async function readRows(reader: ScopedReader, { table }: TableSubject, { path, search }: Place): Promise<ViewContent> {
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
      rows: rows.map((row) => query.columns.map((column) => cellText(row[column.name]))),
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
  { path, search }: Place,
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
      rows: rows.map((row) => columns.map(({ key }) => cellText(row[key]))),
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

/** A cell can hold a whole document; the file has all of it. */
const LONGEST_CELL = 160

function cellText(value: unknown): string {
  const characters = [...String(value ?? '–')]
  return characters.length <= LONGEST_CELL ? characters.join('') : `${characters.slice(0, LONGEST_CELL).join('')}…`
}

function narrowedInWords({ filters, any, q }: Pick<TableQuery, 'filters' | 'any' | 'q'>): string {
  const narrowed = filters.length + any.length + (q === null ? 0 : 1)
  return narrowed === 0 ? 'All rows' : formatCounted(narrowed, 'filter', 'filters')
}
