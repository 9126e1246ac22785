/** Stages every key that the source holds, so that the publish can remove the rows whose key is not among them. */
import type { Reader, SourceTable } from '@/lib/connectors/types'
import { startCopy, untilAborted } from '../copy-into'
import { CopyText } from '../copy-text'
import { failpoint } from '../failpoint'
import { columnList, mirrorName, stagedKeysName } from '../mirror'
import type { Run } from '../stage'
import { rowOnDisk } from '../staging-space'
import { createStagingTable } from '../staging-table'

export async function stageKeys(run: Run, reader: Reader, source: SourceTable): Promise<void> {
  const { table } = source
  const { pool, pulse, space } = run
  if (!reader.comparison) throw new Error(`The source of ${table.name} does not tell its keys.`)
  pulse.step(`Looking for deleted rows of ${table.name}`)
  const name = stagedKeysName(run.runId, table)
  const keys = columnList(table.key)
  await createStagingTable(run, name, `select ${keys}, extra, null::bigint as line from ${mirrorName(table)}`)
  const encoder = new CopyText({ ...source, columns: table.key, extra: [] })
  const copy = await startCopy(run, name, columnList(encoder.columns))
  const batches = reader.comparison.readKeys(source, pulse.signal)
  try {
    for (;;) {
      const next = await untilAborted(pulse.signal, batches.next())
      if (next.done) break
      // A key that cannot be read is the key of a row that is in quarantine, not in the mirror.
      const { bytes, rows } = encoder.encode(next.value)
      space.take(bytes.length + rows * rowOnDisk)
      await copy.write(bytes)
      await failpoint('mid-keys')
    }
    await copy.finish()
  } catch (error) {
    copy.abandon(error)
    void batches.return().catch(() => undefined)
    throw pulse.signal.aborted ? pulse.signal.reason : error
  }
  await pool.query(`analyze ${name}`)
  await failpoint('after-keys')
}
