/** A whole table taken away in every format: CSV against COPY TO STDOUT of the same query, and the memory of all. */
import { to as copyTo } from 'pg-copy-streams'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import type { Table } from '@/lib/catalogue/types'
import { formatIds, formats, type FormatId } from '@/lib/format/file-format'
import { startNode, webFlags } from '@/lib/ops/processes'
import type { TestDatabase } from '@/lib/testing/database'
import type { ExportReport } from './export-once'
import { median, perSecond, seconds, type Ratio } from './measure'

const ROUNDS = 3
const MEMORY = 150e6

export async function benchLargeExports(database: TestDatabase, of: Table, rows: number): Promise<readonly Ratio[]> {
  const copied: number[] = []
  const exported: ExportReport[] = []
  for (let round = 0; round < ROUNDS; round++) {
    copied.push(await copyAlone(database, of))
    exported.push(await inChild(database, of, 'csv'))
  }
  const [ours, against] = [median(exported.map((report) => report.seconds)), median(copied)]
  const others = formatIds.filter((format) => format !== 'csv' && format !== 'csv_excel')
  return [
    {
      name: 'CSV of a whole table, against COPY TO STDOUT of the same query',
      value: against / ours,
      limit: 'at least 0.60',
      reads: '1.00 = as fast as COPY alone; ours in the table’s order, held to its reader',
      ours: `${perSecond(rows, ours)} (${rows.toLocaleString('en')} rows)`,
      against: perSecond(rows, against),
    },
    memoryOf('csv', exported, rows),
    ...(await inOrder(others, async (format) => memoryOf(format, [await inChild(database, of, format)], rows))),
  ]
}

function memoryOf(format: FormatId, reports: readonly ExportReport[], rows: number): Ratio {
  const peak = Math.max(...reports.map((report) => report.peakBytes))
  const base = Math.min(...reports.map((report) => report.baseBytes))
  const [first] = reports
  return {
    name: `${formats[format].label} of a whole table, peak memory of 150 MB`,
    value: peak / MEMORY,
    limit: 'at most 1.00',
    reads:
      '1.00 = 150 MB resident in all, under the web process’s flags; libraries and tsx’s compiler, which it has not, included',
    ours: `${Math.round(peak / 1e6)} MB, ${perSecond(rows, first?.seconds ?? NaN)}, ${Math.round((first?.bytes ?? 0) / 1e6)} MB of file`,
    against: `${Math.round(base / 1e6)} MB before the export began: it took ${Math.round((peak - base) / 1e6)} MB`,
  }
}

async function inOrder<In, Out>(items: readonly In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const done: Out[] = []
  for (const item of items) done.push(await work(item))
  return done
}

/** The same rows in the same order, as psql would copy them. */
function copyAlone({ pool }: TestDatabase, of: Table): Promise<number> {
  const columns = of.columns.map(({ name }) => name).join(', ')
  const order = of.key.length > 0 ? of.key.join(', ') : 'row_id'
  const select = `select ${columns} from ${qualifiedName(of)} order by ${order}`
  return seconds(async () => {
    const client = await pool.connect()
    try {
      for await (const _ of client.query(copyTo(`copy (${select}) to stdout (format csv, header)`)));
    } finally {
      client.release()
    }
  })
}

async function inChild({ url }: TestDatabase, of: Table, format: FormatId): Promise<ExportReport> {
  const args = [...webFlags, '--no-warnings=ExperimentalWarning', '--import', 'tsx', 'bench/export-once.ts']
  const child = startNode('bench export', [...args, qualifiedName(of), format], { env: { DATABASE_URL: url } })
  const report = new Promise<ExportReport>((resolve) => child.process.once('message', resolve))
  const ended = child.ended.then((code) => Promise.reject(new Error(`The export's process ended with ${code}.`)))
  return Promise.race([report, ended])
}
