/** A CSV download: streamed, named after what it holds, and written down in the audit log. */
import type { CompiledQuery } from 'kysely'
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import { app } from '@/lib/db/app'
import { webPool } from '@/lib/db/pools'
import { csv, type CsvOptions } from '@/lib/export/csv'

export interface Download extends CsvOptions {
  /** Without ".csv". */
  readonly name: string
  /** For the audit: the filters, never values of learners. */
  readonly filters: string
  readonly requestId: string
}

export async function csvResponse(actor: Actor, query: CompiledQuery, download: Download): Promise<Response> {
  const { name, filters, requestId } = download
  const entry = { actor, action: 'export.create', subject: name, detail: { filters }, requestId }
  let body: ReadableStream<Uint8Array>
  try {
    body = await csv(query, webPool(), download)
  } catch (error) {
    await record(app(), { ...entry, outcome: 'failed' })
    throw error
  }
  await record(app(), entry)
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName(name)}.csv"`,
      'x-content-type-options': 'nosniff',
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
