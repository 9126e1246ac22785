/** What Skilljar says of one path: its title, how many courses it has, and on how many domains it is published. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { readRows } from './read-rows'

export interface DescribedPath {
  readonly id: string
  readonly title: string
  /** Courses in it. */
  readonly items: number
  /** Domains it is published on, each once. */
  readonly domains: number
}

/** Null: no such path. Paths are open to every reader; one that progress alone knows, to those who see everybody's. */
export async function describedPath(reader: ScopedReader, id: string): Promise<DescribedPath | null> {
  const mayKnow = reader.scope.people === 'all'
  const statement = sql<DescribedPath>`
    select known.id, coalesce(nullif(trim(path.title), ''), 'Unknown path ' || known.id) as title,
      (select count(*)::int from skilljar.path_item where path_id = known.id) as items,
      (select count(distinct coalesce(domain_id, ''))::int from skilljar.published_path where path_id = known.id) as domains
    from (select ${id}::text as id) as known
    left join skilljar.path on path.path_id = known.id
    where path.path_id is not null or exists (select from skilljar.path_item where path_id = known.id)
      or exists (select from skilljar.published_path where path_id = known.id)
      or known.id <> '' and ${mayKnow}::boolean and exists (select from skilljar.student_path_progress where path_id = known.id)`
  const [found] = await readRows<DescribedPath>(reader, statement.compile(reader.db))
  return found ?? null
}
