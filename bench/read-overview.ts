/** Reads what Overview shows, through the product's own reader, with nothing remembered from the time before. */
import { withReader, type ScopedReader } from '@/lib/authz/reader'
import { ownScope } from '@/lib/authz/scope'
import { createPool } from '@/lib/db/pools'
import { createWarehouse } from '@/lib/db/warehouse'
import { usualQuestion } from '@/lib/reports/question'
import { readOverview as overview } from '@/lib/reports/read-overview'
import { reportOf } from '@/lib/reports/reports'

export interface Reading {
  read(): Promise<void>
  close(): Promise<void>
}

export function readOverview(url: string): Reading {
  const pool = createPool(url, { role: 'web' })
  const warehouse = createWarehouse(pool)
  return {
    async read() {
      const read = (reader: ScopedReader) => overview(reader, usualQuestion(reportOf('overview'), reader.asOf))
      await withReader(ownScope, read, warehouse)
    },
    close: () => pool.end(),
  }
}
