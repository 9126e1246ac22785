/** Somebody's exports, newest first, as the page lists them. */
import type { App } from '@/lib/db/app'
import { isFormat, type FormatId } from '@/lib/format/file-format'

export type ShownState = 'queued' | 'running' | 'ready' | 'expired' | 'failed' | 'cancelled'

export interface ListedExport {
  readonly id: string
  readonly kind: string
  readonly subject: string
  readonly search: string
  readonly name: string
  readonly format: FormatId
  readonly state: ShownState
  readonly rows: number
  readonly expectedRows: number | null
  readonly bytes: number
  readonly error: string | null
  readonly createdAt: string
  readonly expiresAt: string | null
}

const MOST = 100

export async function listExports(app: App, userId: string, now = new Date()): Promise<ListedExport[]> {
  const found = await app.export.findMany({ where: { userId }, orderBy: { createdAt: 'desc' }, take: MOST })
  return found.map(({ id, kind, subject, search, name, format, state, error, ...line }) => ({
    id,
    kind,
    subject,
    search,
    name,
    format: isFormat(format) ? format : 'csv',
    state: state === 'ready' && line.expiresAt !== null && line.expiresAt <= now ? 'expired' : state,
    rows: Number(line.rowsWritten),
    expectedRows: line.rowsExpected === null ? null : Number(line.rowsExpected),
    bytes: Number(line.bytes),
    error,
    createdAt: line.createdAt.toISOString(),
    expiresAt: line.expiresAt?.toISOString() ?? null,
  }))
}
