/** Rows that equal another one in every column. The source has no key for them, so nobody can tell a repeat from a second event. */
import { sql } from 'kysely'
import { check, contentColumn, from, qualified, rowsOf, sourceTables, t } from '../check'

export const repeats = sourceTables
  .filter(({ key }) => key.length === 0)
  .map((table) => {
    const content = contentColumn(table)
    const of = content ? sql`${t(content.name)} is distinct from -1` : sql`true`
    return check(qualified(table), {
      family: 'repeats',
      label: `Equal ${rowsOf(table)}`,
      meaning: `Another row has the same value in every column.${content ? ' Those of deleted content (-1), where that is expected, are not meant.' : ''}`,
      metrics: table.columns.some(({ name }) => name === 'time_spent') ? ['learning_hours'] : [],
      effect: 'All of them count, as the source delivers them: several sessions of a day may be equal.',
      severity: 'info',
      of,
      counted: sql`
        select coalesce(sum(times), 0) as total_0, coalesce(sum(times) filter (where times > 1), 0) as found_0
        from (select count(*) as times from ${from(table)} t where ${of} group by t.row_hash) as rows_by_content`,
      finds: sql`t.row_hash in (select r.row_hash from ${from(table)} r group by 1 having count(*) > 1)`,
    })
  })
