/** Reads what Overview shows, through the product's own reader, with nothing remembered from the time before. */
import { withReader } from '@/lib/authz/reader'
import { ownScope } from '@/lib/authz/scope'
import { createPool } from '@/lib/db/pools'
import { createWarehouse } from '@/lib/db/warehouse'
import { readFilters } from '@/lib/filters/url'
import { readOverview as overview } from '@/lib/reports/read-overview'

export interface Reading {
  read(): Promise<void>
  close(): Promise<void>
}

export function readOverview(url: string): Reading {
  const pool = createPool(url, { role: 'web' })
  const warehouse = createWarehouse(pool)
  return {
    async read() {
      const all = new URLSearchParams()
      await withReader(ownScope, (reader) => overview(reader, readFilters(all, new Date(), reader.asOf)), warehouse)
    },
    close: () => pool.end(),
  }
}
