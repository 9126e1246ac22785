/** A CSV download: streamed, named after what it holds, and written down in the audit log. */
import type { CompiledQuery } from 'kysely'
import { record, type AuditEntry } from '@/lib/audit/record'
import { countTry } from '@/lib/auth/rate-limit'
import type { Actor } from '@/lib/authz/actor'
import { readerOf } from '@/lib/authz/scope'
import { stillHolds } from '@/lib/authz/still-holds'
import { app } from '@/lib/db/app'
import { webPool } from '@/lib/db/pools'
import { csv, type CsvOptions } from '@/lib/export/csv'

export interface Download extends Omit<CsvOptions, 'reader'> {
  /** Without ".csv". */
  readonly name: string
  /** For the audit: the filters, never values of learners. */
  readonly filters: string
  readonly requestId: string
  /** Of our own tables only, not of anybody's learning. */
  readonly ownTables?: true
}

export async function csvResponse(actor: Actor, query: CompiledQuery, download: Download): Promise<Response> {
  const { name, filters, requestId } = download
  const entry = { actor, action: 'export.create', subject: name, detail: { filters }, requestId }
  await countTry('export.create', actor.id)
  let body: ReadableStream<Uint8Array>
  try {
    // Accounts and the audit log hold no learner, and the reading role has no way to them.
    body = await csv(query, webPool(), { ...download, ...(!download.ownTables && { reader: readerOf(actor) }) })
  } catch (error) {
    await record(app(), { ...entry, outcome: 'failed' })
    throw error
  }
  await record(app(), entry)
  return new Response(body.pipeThrough(whileItHolds(actor, entry)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName(name)}.csv"`,
      'x-content-type-options': 'nosniff',
    },
  })
}

const ASK_AGAIN_AFTER_MS = 5_000

/** Ends the download of somebody whose account, role or teams changed meanwhile; a browser then reports a failed one. */
function whileItHolds(actor: Actor, entry: AuditEntry): TransformStream<Uint8Array, Uint8Array> {
  let askAt = Date.now() + ASK_AGAIN_AFTER_MS
  return new TransformStream({
    async transform(chunk, controller) {
      if (Date.now() >= askAt) {
        if (!(await stillHolds(app(), actor))) {
          await record(app(), { ...entry, outcome: 'denied', detail: { ...entry.detail, reason: 'rights changed' } })
          throw new Error('The export ended: the account may not see it any more.')
        }
        askAt = Date.now() + ASK_AGAIN_AFTER_MS
      }
      controller.enqueue(chunk)
    },
  })
}

/** Letters, digits, dots and hyphens only: the name stands in a header. */
function fileName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^-+|-+$/g, '') || 'export'
}

/** "learning-activity_2026-01-01_2026-03-31_as-of-2026-04-01": report, period and load time of the data. */
export function exportName(
  what: string,
  period: { from: string; to: string },
  asOf: Readonly<Record<string, string | null>>,
): string {
  const newest = Object.values(asOf)
    .filter((time) => time !== null)
    .sort()
    .at(-1)
  return [what, period.from, period.to, ...(newest ? [`as-of-${newest.slice(0, 10)}`] : [])].join('_')
}
