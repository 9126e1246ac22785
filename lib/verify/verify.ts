/** Proves that what readers see is what the sources hold: the books, the rollups against the mirrors, these against the sources. */
import type pg from 'pg'
import { record } from '@/lib/audit/record'
import type { ConnectorId } from '@/lib/catalogue/types'
import type { Reader } from '@/lib/connectors/types'
import type { App } from '@/lib/db/app'
import type { Timing } from '@/lib/refresh/claim'
import { verifyBooks } from './books'
import { verifyIdentities } from './identities'
import { part, type Part, type Report } from './report'
import { verifyRollups } from './rollups'
import { inSnapshot } from './rolled-back'
import { verifySource } from './source'

export interface VerifyOptions {
  readonly app: App
  readonly pool: pg.Pool
  readonly connectorIds: readonly ConnectorId[]
  /** Connectors whose source is read; the others say why not. */
  readonly sources: readonly { readonly id: ConnectorId; readonly open: () => Promise<Reader> }[]
  readonly signal: AbortSignal
  readonly timing?: Timing
  /** The sentence for a part that could not be looked at. */
  readonly explain: (error: unknown) => string
  /** Runs one part under its name; for the terminal to show. */
  readonly under: <T>(label: string, work: (tell: Tell) => Promise<T>) => Promise<T>
}

export type Tell = (done: number, total: number | null, note?: string) => void

export async function verify(options: VerifyOptions): Promise<Report> {
  const { app, pool, connectorIds, sources, signal } = options
  const inOneMoment = (look: typeof verifyBooks) => () => inSnapshot(pool, signal, (tx) => look(tx, connectorIds))
  const parts: Part[] = [
    await attempt(options, { name: 'Books of the refreshes' }, inOneMoment(verifyBooks)),
    await attempt(options, { name: 'People' }, inOneMoment(verifyIdentities)),
    await attempt(options, { name: 'Rollups against mirrors' }, () => verifyRollups(pool, connectorIds, signal)),
  ]
  for (const connectorId of connectorIds) {
    const source = sources.find(({ id }) => id === connectorId)
    const named = { name: 'Mirror against source', connectorId }
    parts.push(
      source
        ? await attempt(options, named, (onProgress) =>
            verifySource({ ...options, open: source.open, onProgress }, connectorId),
          )
        : part({ ...named, leftOut: 'The source was not read.' }),
    )
  }
  const differing = parts.filter(({ differences }) => differences.length > 0)
  const failed = parts.filter((one) => one.failed)
  const report = { equal: differing.length === 0, complete: failed.length === 0, parts }
  const detail = { connectors: [...connectorIds], differing: differing.map(title), leftOut: failed.map(title) }
  await record(app, {
    actor: 'system',
    action: 'data.verified',
    outcome: report.equal && report.complete ? 'allowed' : 'failed',
    detail,
  })
  return report
}

type Named = Pick<Part, 'name'> & Partial<Pick<Part, 'connectorId'>>

/** One part that cannot be looked at keeps nobody from the others. */
async function attempt(
  { under, signal, explain }: VerifyOptions,
  named: Named,
  work: (tell: Tell) => Promise<Part>,
): Promise<Part> {
  try {
    return await under(title(named), work)
  } catch (error) {
    if (signal.aborted) throw error
    return part({ ...named, leftOut: explain(error), failed: true })
  }
}

const title = ({ name, connectorId }: Named) => (connectorId ? `${connectorId}: ${name.toLowerCase()}` : name)
