/** Per table of a source: what waits in the quarantine, and when it was last proven equal to the source. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import type { ConnectorId } from '@/lib/catalogue/types'

export interface TableProof {
  readonly source: ConnectorId
  readonly table: string
  readonly quarantined: number
  /** null: never compared row by row. */
  readonly verifiedAt: string | null
  readonly differences: number | null
}

export async function tableProofs({ db }: ScopedReader): Promise<readonly TableProof[]> {
  const { rows } = await sql<TableProof>`
    with waiting as (
      select quarantine.connector_id, quarantine.table_name, count(*) as rows
      from app.quarantine join app.refresh_run on refresh_run.id = quarantine.run_id
      where resolved_at is null and refresh_run.state in ('published', 'unchanged')
      group by 1, 2
    )
    select coalesce(waiting.connector_id, verification.connector_id) as source,
      coalesce(waiting.table_name, verification.table_name) as "table", coalesce(waiting.rows, 0) as quarantined,
      to_char(verified_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "verifiedAt", differences
    from waiting full join app.verification
      on verification.connector_id = waiting.connector_id and verification.table_name = waiting.table_name
    order by 1, 2`.execute(db)
  return rows
}
