/** What the page can open: one's own queries, those that others share, and the documentation's, which is nobody's to change. */
import type { Actor } from '@/lib/authz/actor'
import type { App } from '@/lib/db/app'
import { sampleQuery } from '@/lib/dictionary/sample-query'
import { visibleQueries, type KeptQuery } from './queries'

const { title: name, about, sql: statement } = sampleQuery
const sample: KeptQuery = {
  id: 'sample',
  name,
  about,
  statement,
  chart: null,
  shared: true,
  mine: false,
  owner: 'DataCamp',
}

export async function openableQueries(db: App, actor: Actor): Promise<readonly KeptQuery[]> {
  return [...(await visibleQueries(db, actor)), sample]
}
