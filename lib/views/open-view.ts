/**
 * A view as somebody opens it today: its page with what still holds of its address. What names a team, course, column or
 * the like that is gone, or out of this reader's reach, is left out and named; nothing else is shown in its place.
 */
import type { ScopedReader } from '@/lib/authz/reader'
import { dayOf } from '@/lib/filters/days'
import { narrowings, newestDay, notSet } from '@/lib/filters/filters'
import { filterNames, readList } from '@/lib/filters/url'
import { goneValues } from '@/lib/metrics/gone-values'
import { filterOptions } from '@/lib/metrics/options'
import { profileOf } from '@/lib/metrics/person'
import { fixedOn, readingOf } from './page-reading'
import { setPeriod } from './periods'
import { EXPLORER, PERSON, viewPageAt, type ViewPage } from './view-pages'
import { valuesOf, whatHolds, without, type LeftOut } from './what-holds'

export interface OpenedView {
  /** The page; the list that leads there where the one thing is gone that it is about. */
  readonly path: string
  readonly search: URLSearchParams
  readonly leftOut: readonly LeftOut[]
}

export interface KeptAddress {
  readonly path: string
  readonly search: string
}

export async function openView(reader: ScopedReader, kept: KeptAddress): Promise<OpenedView> {
  const page = viewPageAt(kept.path)
  if (page === null) throw new Error(`${kept.path} is no page that can be kept as a view.`)
  const newest = newestDay(dayOf(new Date()), reader.asOf)
  const { search: given, leftOut } = setPeriod(new URLSearchParams(kept.search), newest)
  const read = readingOf(page, reader.asOf)
  if (read === null || !(await isThere(reader, page))) return listInstead(reader, page, given)
  const understood = whatHolds(given, read)
  const gone = page.key === EXPLORER ? [] : await goneOf(reader, understood.search)
  return {
    path: page.path,
    search: gone.reduce(without, understood.search),
    leftOut: [...leftOut, ...understood.leftOut, ...gone],
  }
}

/** What a page about one thing says of its table means nothing to the list; its filters do. */
async function listInstead(reader: ScopedReader, { key, path }: ViewPage, given: URLSearchParams): Promise<OpenedView> {
  const leftOut = [{ param: 'path', values: [path] }]
  const list = key.replace(/\/\[.*/, '')
  if (key === EXPLORER) return { path: list, search: new URLSearchParams(), leftOut }
  const filters = new URLSearchParams([...given].filter(([name]) => (filterNames as readonly string[]).includes(name)))
  const opened = await openView(reader, { path: list, search: filters.toString() })
  return { ...opened, leftOut: [...leftOut, ...opened.leftOut] }
}

/** A table is looked up by its page's own reading. */
async function isThere(reader: ScopedReader, page: ViewPage): Promise<boolean> {
  if (page.key === PERSON) return isPerson(reader, page.params['person'] ?? '')
  const { where = {}, team = [] } = fixedOn(page)
  for (const name of narrowings) {
    const values = where[name] ?? []
    if ((await goneValues(reader, name, values)).length > 0) return false
  }
  return team.length === 0 || (await teamsGone(reader, team.map(String))).length === 0
}

async function isPerson(reader: ScopedReader, key: string): Promise<boolean> {
  return /^[1-9]\d{0,14}$/.test(key) && (await profileOf(reader, Number(key))) !== null
}

/** Malformed values were left out before. */
async function goneOf(reader: ScopedReader, search: URLSearchParams): Promise<LeftOut[]> {
  const found: LeftOut[] = []
  for (const param of ['team', 'technology', ...narrowings] as const) {
    const gone = await goneAmong(reader, param, readList(search, param))
    const isGone = (text: string) => readList({ [param]: text }, param).some((value) => gone.includes(value))
    if (gone.length > 0) found.push({ param, values: valuesOf(search, param).filter(isGone) })
  }
  return found
}

type Checked = 'team' | 'technology' | (typeof narrowings)[number]

async function goneAmong(reader: ScopedReader, param: Checked, values: readonly string[]): Promise<readonly string[]> {
  if (values.length === 0) return []
  if (param === 'team')
    return teamsGone(
      reader,
      values.filter((value) => value !== 'none'),
    )
  if (param !== 'technology') return goneValues(reader, param, values)
  const { technologies } = await filterOptions(reader)
  return values.filter((value) => value !== notSet && !technologies.includes(value))
}

async function teamsGone(reader: ScopedReader, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const { teams } = await filterOptions(reader)
  return ids.filter((id) => !teams.some((team) => String(team.id) === id))
}
