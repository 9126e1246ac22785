/** The filter of the quarantine's page and download, in their address. */
import { z } from 'zod'
import { findTable } from '@/lib/catalogue/catalogue'
import { connectors } from '@/lib/connectors/registry'
import type { ConnectorId } from '@/lib/catalogue/types'
import type { QuarantineFilter } from './quarantine-status'

const connector = z.enum(Object.keys(connectors) as [ConnectorId, ...ConnectorId[]])
const name = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/)

/** A row's number in the quarantine. */
export const row = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)

/** One reason in one table of one source: what can be downloaded, replayed or put aside. */
export const oneReason = z
  .object({ connector, table: name, reason: name })
  .refine((chosen) => findTable(`${chosen.connector}.${chosen.table}`) !== undefined, {
    message: 'There is no such table.',
    path: ['table'],
  })

/** What to replay: a whole source, one table of it, or one reason. */
export const chosenRows = z.object({ connector, table: name.optional(), reason: name.optional() })

/** What an address says that is no filter is left out: an old link still leads to the page. */
export function readQuarantineFilter(search: URLSearchParams): QuarantineFilter {
  return {
    connector: connector.safeParse(search.get('connector')).data,
    table: name.safeParse(search.get('table')).data,
    reason: name.safeParse(search.get('reason')).data,
    row: row.safeParse(search.get('row') ?? undefined).data,
  }
}

export function quarantineParams({ connector: id, table, reason, row: one }: QuarantineFilter): string {
  return new URLSearchParams({
    ...(id && { connector: id }),
    ...(table && { table }),
    ...(reason && { reason }),
    ...(one && { row: String(one) }),
  }).toString()
}
