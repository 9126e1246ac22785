/** Puts quarantined rows aside for good: an administrator has looked at them and wants them in no number. */
import { Prisma } from '@/generated/prisma/client'
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import type { ConnectorId } from '@/lib/catalogue/types'
import type { App } from '@/lib/db/app'
import { isOpen } from './quarantine'

export interface Dismissal {
  readonly connectorId: ConnectorId
  readonly table: string
  readonly reason: string
  /** One row of them; absent: all. */
  readonly id?: number | undefined
  /** The newest row that was looked at; later ones stay. */
  readonly upTo?: number | undefined
  /** In words, for the audit. */
  readonly because: string
}

export async function dismiss(app: App, actor: Actor, dismissal: Dismissal): Promise<number> {
  const { connectorId, table, reason, id, upTo, because } = dismissal
  return app.$transaction(async (tx) => {
    const count = await tx.$executeRaw`
      update app.quarantine set resolved_at = clock_timestamp(), resolution = 'dismissed'
      where connector_id = ${connectorId} and table_name = ${table} and reason_code = ${reason}
        and (${id ?? null}::bigint is null or id = ${id ?? null})
        and (${upTo ?? null}::bigint is null or id <= ${upTo ?? null}) and ${Prisma.raw(isOpen)}`
    const detail = { table, reason, rows: count, because, ...(id !== undefined && { row: id }) }
    if (count > 0) await record(tx, { actor, action: 'quarantine.dismiss', subject: connectorId, detail })
    return count
  })
}
