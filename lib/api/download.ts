/** A download of any format: streamed, named after what it holds, and written down in the audit log, also when it fails. */
import type { CompiledQuery } from 'kysely'
import { record } from '@/lib/audit/record'
import { countTry } from '@/lib/auth/rate-limit'
import type { Actor } from '@/lib/authz/actor'
import { readerOf } from '@/lib/authz/scope'
import { stillHolds } from '@/lib/authz/still-holds'
import { app } from '@/lib/db/app'
import { webPool } from '@/lib/db/pools'
import { openExport, type ExportOptions, type ExportStream } from '@/lib/export/export-stream'
import { fileName } from '@/lib/export/file-name'
import { formats } from '@/lib/format/file-format'
import { manifestOf, type Definition, type Manifest } from '@/lib/export/manifest'
import type pg from 'pg'
import { watched } from './watched'
import type { Wanted } from './wanted'

export interface Download extends Omit<ExportOptions, 'reader' | 'format'> {
  /** Without its ending. */
  readonly name: string
  /** For the audit: the filters, never values of learners. */
  readonly filters: string
  readonly requestId: string
  /** Absent: CSV. */
  readonly wanted?: Wanted
  readonly definitions?: readonly Definition[]
  /** Of our own tables only, not of anybody's learning. */
  readonly ownTables?: true
  /** Another pool than the web's own, which holds its readers by itself. */
  readonly pool?: pg.Pool
}

export async function downloadResponse(actor: Actor, query: CompiledQuery, download: Download): Promise<Response> {
  const { name, filters, requestId, pool = webPool(), wanted = { format: 'csv', manifestOnly: false } } = download
  const detail = { filters, ...(wanted.format !== 'csv' && { format: wanted.format }) }
  const entry = { actor, action: 'export.create', subject: name, detail, requestId }
  await countTry('export.create', actor.id)
  let made: ExportStream
  try {
    // Accounts and the audit log hold no learner, and the reading role has no way to them.
    const reader = download.ownTables ? {} : { reader: readerOf(actor) }
    made = await openExport(query, pool, { ...download, ...reader, format: wanted.format })
  } catch (error) {
    await record(app(), { ...entry, outcome: 'failed' })
    throw error
  }
  await record(app(), entry)
  const kept: { manifest?: Manifest } = {}
  const body = watched(made, {
    holds: () => stillHolds(app(), actor),
    async ended(counted) {
      const described = { name, filters, format: wanted.format, definitions: download.definitions ?? [] }
      kept.manifest = manifestOf(described, made, counted)
      const { rows, bytes, sha256 } = kept.manifest
      await record(app(), { ...entry, action: 'export.finish', detail: { ...detail, rows, bytes, sha256 } })
    },
    async broke(reason) {
      const rows = made.progress.rows
      if (reason === 'rights changed')
        await record(app(), { ...entry, outcome: 'denied', detail: { ...detail, reason } })
      else
        await record(app(), {
          ...entry,
          action: 'export.finish',
          outcome: 'failed',
          detail: { ...detail, rows, reason },
        })
    },
  })
  if (!wanted.manifestOnly) return new Response(body, { headers: headersOf(fileName(name, wanted.format), wanted) })
  for await (const _ of body);
  return new Response(`${JSON.stringify(kept.manifest, null, 2)}\n`, {
    headers: headersOf(`${fileName(name, wanted.format)}.manifest.json`, wanted),
  })
}

export function headersOf(file: string, { format, manifestOnly }: Wanted): Record<string, string> {
  return {
    'content-type': manifestOnly ? 'application/json; charset=utf-8' : formats[format].contentType,
    'content-disposition': `attachment; filename="${file}"`,
    'x-content-type-options': 'nosniff',
  }
}
