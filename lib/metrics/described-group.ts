/** What Skilljar says of one group of students. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { readRows } from './read-rows'

export interface DescribedGroup {
  readonly id: string
  readonly name: string
  /** ISO day. */
  readonly since: string | null
}

/** Null: there is no such group. Groups have no people in them here, so that every reader may know them. */
export async function describedGroup(reader: ScopedReader, id: string): Promise<DescribedGroup | null> {
  const statement = sql<DescribedGroup>`
    select student_group_id as id, coalesce(nullif(trim(name), ''), 'Group without a name') as name, created_at::date::text as since
    from skilljar.student_group
    where student_group_id = ${id}::text`
  const [group = null] = await readRows<DescribedGroup>(reader, statement.compile(reader.db))
  return group
}
