/** DataCamp's facts as the marts read them: four tables of one shape, each about its own kind of content. */
import type pg from 'pg'

interface FactTable {
  readonly table: string
  readonly contentType: string
  readonly contentId: string
  /** Assessments carry a score and no XP. */
  readonly xp: string
}

const fact = (content: string, xp = 'xp'): FactTable => ({
  table: `${content}_fact`,
  contentType: content,
  contentId: `${content}_id`,
  xp,
})

/** In the order of mart.activity's key, so that rows come sorted. */
export const datacampFacts: readonly FactTable[] = [
  fact('assessment', 'null::bigint'),
  fact('course'),
  fact('practice'),
  fact('project'),
]

/** DataCamp writes days as numbers: 20260131. One that the calendar does not have (20260230) names no day. */
export const calendar = `
  select to_char(day, 'YYYYMMDD')::bigint as date_id, day::date as day
  from generate_series('1970-01-01'::timestamp, '2199-12-31', '1 day') day`

/** What each content teaches; deleted content (-1) teaches nothing. */
export const contents = datacampFacts
  .map(
    ({ contentType, contentId }) => `
    select '${contentType}' as content_type, ${contentId} as content_id, nullif(trim(technology), '') as technology
    from datacamp.${contentType}_dim where ${contentId} <> -1`,
  )
  .join(' union all ')

/**
 * `pg_temp.touched_fact` names learner, content and day of every fact that came, went or changed in this transaction, as it
 * was and as it is, with what the marts take from it. Whoever changes facts fills it; refreshMarts restates what it names and
 * nothing else. A fact that is not `is_weighed` only says where to look.
 */
export async function createTouchedFacts(tx: pg.ClientBase): Promise<void> {
  await tx.query('drop table if exists pg_temp.touched_fact')
  await tx.query(
    `create temp table touched_fact (content_type text, user_id bigint, content_id bigint, date_id bigint,
       started_at timestamp, completed_at timestamp, came boolean not null default true,
       seconds bigint, xp bigint, is_weighed boolean not null default false) on commit drop`,
  )
}
