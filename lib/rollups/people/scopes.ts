/** Numbers for what people are counted over, and which slice of their learning belongs to which scope. */
import type pg from 'pg'
import { notSet } from '@/lib/filters/filters'
import { makeTemporary } from './temporary-table'

export const technologyOf = (column: string) => `coalesce(${column}, '${notSet}')`

/** The slice that stands for all of them together. */
export const ALL_SLICES = 0

const scopesOfSlices = `
  select 'all' as kind, '' as value
  union select 'source', source from mart.active_slice
  union select 'content_type', content_type from mart.active_slice
  union select 'technology', technology from mart.active_slice`

/** `combinations` selects source, content_type and technology; numbers once given stay. */
export async function numberSlices(tx: pg.ClientBase, combinations: string): Promise<void> {
  await tx.query(
    `insert into mart.active_slice (source, content_type, technology)
     select distinct source, content_type, technology from (${combinations}) combination
     where not exists (
       select from mart.active_slice known
       where (known.source, known.content_type, known.technology) = (combination.source, combination.content_type, combination.technology)
     )`,
  )
  await tx.query(
    `insert into mart.active_scope (kind, value)
     select kind, value from (${scopesOfSlices}) scope
     where not exists (select from mart.active_scope known where (known.kind, known.value) = (scope.kind, scope.value))`,
  )
  await makeTemporary(
    tx,
    'slice_scope',
    `select slice_id, scope_id from mart.active_slice slice
     join mart.active_scope scope on (scope.kind, scope.value) in
       (('all', ''), ('source', slice.source), ('content_type', slice.content_type), ('technology', slice.technology))`,
  )
  // The scope of everything has a string of its own and needs no combining.
  await makeTemporary(
    tx,
    'string_scope',
    `select slice_id, scope_id from pg_temp.slice_scope join mart.active_scope using (scope_id) where kind <> 'all'
     union all select ${ALL_SLICES}, scope_id from mart.active_scope where kind = 'all'`,
  )
}
