/** How far a delivery may be from the last one before the run is held: the defaults, and what a connector has of its own. */
import { z } from 'zod'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { ConnectorId } from '@/lib/catalogue/types'
import { SourceError } from '@/lib/connectors/types'

export interface Limits {
  /** Percent of its rows, or of the sum of a measure, that a table may lose. */
  readonly shrinkPercent: number
  /** A table that held fewer rows than this may shrink as it likes: a few rows are soon many percent. */
  readonly smallTable: number
  /** Percent of the rows read that may go into the quarantine. */
  readonly quarantinePercent: number
  /** Fewer quarantined rows than this hold nothing, whatever their share; a row without its key always counts. */
  readonly quarantineRows: number
}

export const defaultLimits: Limits = { shrinkPercent: 20, smallTable: 50, quarantinePercent: 0.1, quarantineRows: 10 }

const percent = z.number().min(0).max(100)
const rows = z.number().int().min(0)
const ownLimits = z.strictObject({
  shrinkPercent: percent.optional(),
  smallTable: rows.optional(),
  quarantinePercent: percent.optional(),
  quarantineRows: rows.optional(),
})

/** What `connector.guards` may hold: limits for the connector, and under `tables` for single tables. */
export function guardsSchema(connectorId: ConnectorId) {
  const names = new Set(tablesOf(connectorId).map(({ name }) => name))
  const table = z.string().refine((name) => names.has(name), 'names no table of this connector')
  return ownLimits.extend({ tables: z.record(table, ownLimits).optional() })
}

export type LimitsOf = (table: string) => Limits

export function parseLimits(connectorId: ConnectorId, guards: unknown): LimitsOf {
  const parsed = guardsSchema(connectorId).safeParse(guards)
  if (!parsed.success) {
    const where = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'guards'}: ${message}`).join('; ')
    throw new SourceError(
      'guards',
      `The limits of the guards of ${connectorId} are malformed (${where}). Correct them, then refresh again.`,
    )
  }
  const { tables = {}, ...general } = parsed.data
  return (table) => withOwn(withOwn(defaultLimits, general), tables[table] ?? {})
}

function withOwn(limits: Limits, own: z.infer<typeof ownLimits>): Limits {
  return {
    shrinkPercent: own.shrinkPercent ?? limits.shrinkPercent,
    smallTable: own.smallTable ?? limits.smallTable,
    quarantinePercent: own.quarantinePercent ?? limits.quarantinePercent,
    quarantineRows: own.quarantineRows ?? limits.quarantineRows,
  }
}
