import type { ConnectorId } from '@/lib/catalogue/types'
import { connection, publicView } from '@/lib/connectors/credentials'
import { connectors } from '@/lib/connectors/registry'
import { app } from '@/lib/db/app'
import { createPool } from '@/lib/db/pools'
import { env } from '@/lib/env'
import { verify as verifyData } from '@/lib/verify/verify'
import { answer, CommandError, type Command, type Invocation } from '../command'
import { connectorId } from '../connector-id'
import { withTables } from '../database'
import { describeReport } from '../describe-report'
import { explain } from '../explain'
import { step } from '../progress'

async function run(invocation: Invocation): Promise<number> {
  const { values, positionals, signal } = invocation
  const [named] = positionals
  const ids = named === undefined ? (Object.keys(connectors) as ConnectorId[]) : [connectorId(named)]
  const readable: ConnectorId[] = []
  for (const id of ids) {
    if (values['no-source'] === true) break
    if ((await publicView(app(), id)).isConfigured) readable.push(id)
    else if (values['source'] === true)
      throw new CommandError(`The source ${id} has no credentials yet, so it cannot be read.`)
  }

  const pool = createPool(env.DATABASE_URL, { role: 'worker' })
  try {
    const report = await verifyData({
      app: app(),
      pool,
      connectorIds: ids,
      sources: readable.map((id) => ({ id, open: async () => (await connection(app(), id)).open() })),
      signal,
      explain,
      under: step,
    })
    answer(invocation, report, describeReport(report))
    if (!report.equal) return 1
    return report.complete ? 0 : 2
  } finally {
    await pool.end()
  }
}

export const verify: Command = {
  usage:
    'verify [datacamp|skilljar] [--source | --no-source]\n                 (mirrors against sources, rollups against mirrors, books; exit code 1: differences,\n                 2: no differences, but a part could not be looked at)',
  options: { source: { type: 'boolean' }, 'no-source': { type: 'boolean' } },
  run: (invocation) => withTables(() => run(invocation)),
}
