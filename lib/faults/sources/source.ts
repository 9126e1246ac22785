/** A source that the fault suite owns: it can be changed at random, read by any process, and knows what a mirror of it holds. */
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { ConnectorId } from '@/lib/catalogue/types'
import { connectDatacamp } from '@/lib/connectors/datacamp/connection'
import type { BucketCredentials } from '@/lib/connectors/datacamp/credentials'
import { connectSkilljar } from '@/lib/connectors/skilljar/connection'
import type { SkilljarCredentials } from '@/lib/connectors/skilljar/credentials'
import type { Reader } from '@/lib/connectors/types'
import type { Random } from '@/lib/demo/random'

/** Where a source is found, as plain data, so that another process can open it too. */
export type Place =
  | { readonly connectorId: 'datacamp'; readonly credentials: BucketCredentials }
  | { readonly connectorId: 'skilljar'; readonly credentials: SkilljarCredentials }

/** Rows of each filled table as JSON arrays of texts, in any order. */
export type Rows = Readonly<Record<string, readonly string[]>>

export interface FaultSource {
  readonly connectorId: ConnectorId
  readonly place: Place
  /** What a person may never read anywhere. */
  readonly secrets: readonly string[]
  /** The columns that `rows` speaks of, in their order. */
  readonly columns: Readonly<Record<string, readonly string[]>>
  /** Changes a few rows. Nothing is deleted that only a full read could notice. */
  mutate(random: Random): Promise<void>
  rows(): Promise<Rows>
  stop(): Promise<void>
}

/** So short that a fault is noticed within a test. */
const bucketLimits = { attempts: 3, connectMs: 3_000, idleMs: 2_000, pauseMs: 20, retryMs: 30_000 }
const databaseLimits = { connectMs: 3_000, statementMs: 30_000, idleMs: 3_000 }
const privateTargets = ['127.0.0.1']

export function openPlace({ connectorId, credentials }: Place): Promise<Reader> {
  const tables = tablesOf(connectorId)
  return connectorId === 'datacamp'
    ? connectDatacamp(credentials, { tables, privateTargets, localSources: [], limits: bucketLimits }).open()
    : connectSkilljar(credentials, { tables, privateTargets, limits: databaseLimits }).open()
}
