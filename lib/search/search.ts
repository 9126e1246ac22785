/** Everything that is called like what somebody types, as far as they see; groups that hold nothing are left out. */
import type { Actor } from '@/lib/authz/actor'
import { may } from '@/lib/authz/permissions'
import { withReader, type ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { analyses } from '@/lib/analyses/analyses'
import type { Analysis } from '@/lib/analyses/analysis'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import type { Table } from '@/lib/catalogue/types'
import type { App } from '@/lib/db/app'
import { searchDictionary } from '@/lib/dictionary/search'
import { metrics } from '@/lib/metrics/names'
import { pinnedOf } from '@/lib/views/pinned'
import { visibleViews } from '@/lib/views/visible'
import { findContents } from './contents'
import { MOST_HITS, type Hit, type HitGroup } from './hit'
import { nearest, type Named } from './nearest'
import { findPeople, findTeams } from './people'

export interface Asker {
  readonly actor: Actor
  readonly scope: Scope
  readonly db: App
  /** The pages that the menu shows to the asker. */
  readonly pages: readonly Named[]
}

export async function search(
  { actor, scope, db, pages }: Asker,
  words: readonly string[],
): Promise<readonly HitGroup[]> {
  const views = await visibleViews(db, actor)
  if (words.length === 0) {
    const pinned = pinnedOf(views).map(({ name, href }) => ({ text: name, detail: 'Saved view', href }))
    return filled([
      { title: 'Saved views', hits: pinned.slice(0, MOST_HITS) },
      { title: 'Pages', hits: pages.map(({ text, detail, href }) => ({ text, detail, href })) },
    ])
  }
  const data = await withReader(scope, (reader) => inData(reader, words))
  return filled([
    { title: 'Pages', hits: inMenu(pages, words) },
    ...data,
    { title: 'Metrics', hits: nearest(allMetrics, words) },
    {
      title: 'Saved views',
      hits: nearest(
        views.map(({ name, href, mine, owner }) => ({
          text: name,
          detail: mine ? 'Saved view' : `Saved view of ${owner.name}`,
          href,
        })),
        words,
      ),
    },
    ...inCatalogue(actor, words),
  ])
}

async function inData(reader: ScopedReader, words: readonly string[]): Promise<HitGroup[]> {
  return [
    { title: 'People', hits: await findPeople(reader, words) },
    { title: 'Teams', hits: await findTeams(reader, words) },
    { title: 'Courses', hits: await findContents(reader, 'courses', words) },
    { title: 'Quizzes', hits: await findContents(reader, 'quizzes', words) },
    { title: 'Paths and tracks', hits: await findContents(reader, 'paths', words) },
  ]
}

/** By its own name first: a word of its group would name all pages of that group. */
function inMenu(pages: readonly Named[], words: readonly string[]): readonly Hit[] {
  const own = nearest(
    pages.map(({ text, detail, href }) => ({ text, detail, href })),
    words,
  )
  return own.length > 0 ? own : nearest(pages, words)
}

const allMetrics: readonly Named[] = [
  ...Object.entries(metrics).map(([id, { label }]) => ({ id, label })),
  ...Object.entries<Analysis>(analyses).map(([id, { label }]) => ({ id, label })),
].map(({ id, label }) => ({ text: label, detail: id, href: `/catalogue/${id}`, also: [id] }))

/** Rows are for some, meanings for everybody. Names alone: what only stands in a description has the dictionary's own search. */
function inCatalogue(actor: Actor, words: readonly string[]): HitGroup[] {
  const found = searchDictionary(words.join(' '))
  const pageOf = (table: Table) => `/${may(actor, 'tables.read') ? 'explorer' : 'dictionary'}/${qualifiedName(table)}`
  const tables = found.tables.map((table): Named => ({
    text: qualifiedName(table),
    detail: 'Table',
    href: pageOf(table),
    also: [table.name, ...table.aliases],
  }))
  const columns = found.columns.map(({ table, column }): Named => ({
    text: column.name,
    detail: `Column of ${qualifiedName(table)}`,
    href: `/dictionary/${qualifiedName(table)}#${column.name}`,
    also: [`${qualifiedName(table)}.${column.name}`, `${table.name}.${column.name}`, ...column.aliases],
  }))
  return [
    { title: 'Tables', hits: nearest(tables, words) },
    { title: 'Columns', hits: nearest(columns, words) },
  ]
}

function filled(groups: readonly { title: string; hits: readonly Hit[] }[]): readonly HitGroup[] {
  return groups.filter(({ hits }) => hits.length > 0)
}
