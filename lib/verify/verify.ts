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
import { verifySource } from './source'

export interface VerifyOptions {
  readonly app: App
  readonly pool: pg.Pool
  readonly connectorIds: readonly ConnectorId[]
  /** Connectors whose source is read; the others say why not. */
  readonly sources: readonly { readonly id: ConnectorId; readonly open: () => Promise<Reader> }[]
  readonly signal: AbortSignal
  readonly timing?: Timing
  /** Runs one part under its name; for the terminal to show. */
  readonly under: <T>(label: string, work: (tell: Tell) => Promise<T>) => Promise<T>
}

export type Tell = (done: number, total: number | null, note?: string) => void

export async function verify(options: VerifyOptions): Promise<Report> {
  const { app, pool, connectorIds, sources, signal, under } = options
  const parts: Part[] = [
    await under('Books of the refreshes', () => verifyBooks(pool, connectorIds)),
    await under('People', () => verifyIdentities(pool, connectorIds)),
    await under('Rollups against mirrors', () => verifyRollups(pool, connectorIds, signal)),
  ]
  for (const connectorId of connectorIds) {
    const source = sources.find(({ id }) => id === connectorId)
    parts.push(
      source
        ? await under(`${connectorId}: mirror against source`, (onProgress) =>
            verifySource({ ...options, open: source.open, onProgress }, connectorId),
          )
        : part({ name: 'Mirror against source', connectorId, leftOut: 'The source was not read.' }),
    )
  }
  const differing = parts.filter(({ differences }) => differences.length > 0)
  const detail = { connectors: [...connectorIds], differing: differing.map(({ name }) => name) }
  await record(app, {
    actor: 'system',
    action: 'data.verified',
    outcome: differing.length ? 'failed' : 'allowed',
    detail,
  })
  return { equal: differing.length === 0, parts }
}
