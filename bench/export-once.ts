/** One export of a whole table in a process of its own: `export-once.ts TABLE FORMAT`; tells rows, seconds and memory. */
import { ownScope } from '@/lib/authz/scope'
import { withReader } from '@/lib/authz/reader'
import { findTable } from '@/lib/catalogue/catalogue'
import { createPool } from '@/lib/db/pools'
import { createWarehouse } from '@/lib/db/warehouse'
import { env } from '@/lib/env'
import { tableExport } from '@/lib/explorer/table-page'
import { readTableQuery } from '@/lib/explorer/table-query'
import { openExport } from '@/lib/export/export-stream'
import { isFormat } from '@/lib/format/file-format'
import { seconds } from './measure'

export interface ExportReport {
  readonly seconds: number
  readonly bytes: number
  readonly peakBytes: number
  /** Of the process before the export began. */
  readonly baseBytes: number
}

async function exportOnce(name: string, format: string): Promise<ExportReport> {
  const table = findTable(name)
  if (!table || !isFormat(format)) throw new Error(`There is no table ${name}, or no format ${format}.`)
  const pool = createPool(env.DATABASE_URL, { role: 'web' })
  const query = await withReader(
    ownScope,
    async (reader) => tableExport(reader, readTableQuery(table, new URLSearchParams())),
    createWarehouse(pool),
  )
  const peak = () => process.resourceUsage().maxRSS * 1_024
  const baseBytes = peak()
  let bytes = 0
  const duration = await seconds(async () => {
    const { stream } = await openExport(query, pool, { format, reader: ownScope.reader })
    for await (const chunk of stream) bytes += chunk.byteLength
  })
  return { seconds: duration, bytes, peakBytes: peak(), baseBytes }
}

const [table = '', format = ''] = process.argv.slice(2)
process.send?.(await exportOnce(table, format), () => process.exit(0))
