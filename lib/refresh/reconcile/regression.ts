/** A cursor that went back: the source was restored from a backup, or somebody set its rows back. */
import type { Alert, Reader, SourceTable } from '@/lib/connectors/types'
import { columnList, mirrorName, quote } from '../mirror'
import type { Run } from '../stage'

/** The newest rows of the mirror that are looked up. */
const LOOKED_UP = 1_000
/** A few of the newest rows may have been deleted; this many gone at once, with nothing newer, looks like a restore. */
const DELETED_AT_MOST = 10

/** `seen`: the greatest stamp among the rows that were read. */
export async function cursorAlerts(
  run: Run,
  reader: Reader,
  source: SourceTable,
  seen: string | null,
): Promise<readonly Alert[]> {
  const { cursor, key, name } = source.table
  if (cursor === null || !reader.comparison) return []
  const { rows: marks } = await run.pool.query<{ value: string }>(
    `select value from app.watermark
     where connector_id = $1 and table_name = $2 and ($3::text is null or value::timestamp > $3::timestamp)`,
    [run.connectorId, name, seen],
  )
  const mark = marks[0]?.value
  if (mark === undefined) return []
  const newest = await reader.comparison.newest(source, run.pulse.signal)
  const { rows: ours } = await run.pool.query<Record<string, string>>({
    text: `select ${quote(cursor)}::text as stamp, ${key.map((column, index) => `${quote(column)}::text as k${index}`).join(', ')}
      from ${mirrorName(source.table)} where $1::text is null or ${quote(cursor)} > $1::timestamp
      order by ${columnList([cursor])} desc nulls last limit ${LOOKED_UP}`,
    values: [newest],
  })
  const stamped = ours.flatMap((row) =>
    typeof row['stamp'] === 'string'
      ? [{ stamp: row['stamp'], key: key.map((_, index) => row[`k${index}`] ?? '') }]
      : [],
  )
  if (stamped.length === 0) return []
  const { found, older } = await reader.comparison.lookUp(source, stamped, run.pulse.signal)
  const gone = stamped.length - found
  if (older === 0 && gone <= DELETED_AT_MOST) return []
  return [
    {
      code: 'cursor_regressed',
      table: name,
      message: `${cursor} of ${source.object} went back: ${older > 0 ? `${older.toLocaleString('en')} rows carry an older time than when they were last read` : `its ${gone.toLocaleString('en')} newest rows are gone`}. The source may have been restored from a backup. Refresh everything to take its state as it is now.`,
      value: newest ?? 'no row',
      limit: mark,
    },
  ]
}
