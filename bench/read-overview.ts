/** What Overview reads, through the product's own reader, with nothing remembered from the time before. */
import { withReader } from '@/lib/authz/reader'
import { ownScope } from '@/lib/authz/scope'
import { createPool } from '@/lib/db/pools'
import { createWarehouse } from '@/lib/db/warehouse'
import { readFilters } from '@/lib/filters/url'
import { ask } from '@/lib/metrics/ask'
import { filterOptions } from '@/lib/metrics/options'
import { series } from '@/lib/metrics/series'
import { reports } from '@/lib/reports/reports'

export interface Reading {
  read(): Promise<void>
  close(): Promise<void>
}

const [{ metrics }] = reports

export function readOverview(url: string): Reading {
  const pool = createPool(url, { role: 'web' })
  const warehouse = createWarehouse(pool)
  return {
    async read() {
      await withReader(
        ownScope,
        async (reader) => {
          const filters = readFilters(new URLSearchParams(), new Date(), reader.asOf)
          await filterOptions(reader)
          await series(reader, { metrics, filters })
          await series(reader, {
            metrics: ['learning_hours'],
            by: 'technology',
            filters: { ...filters, compare: 'none' },
          })
          const byHours = { by: 'learning_hours', descending: true } as const
          await ask(reader, {
            metrics: ['learning_hours', 'active_learners'],
            by: ['team'],
            filters,
            sort: byHours,
            limit: 10,
          })
        },
        warehouse,
      )
    },
    close: () => pool.end(),
  }
}
