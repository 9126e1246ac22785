/** Hands a finished file to its owner, whole or from where a download broke off. To everybody else there is none. */
import { headersOf } from '@/lib/api/download'
import { watched } from '@/lib/api/watched'
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import { notFound, Refusal } from '@/lib/authz/problem'
import { stillHolds } from '@/lib/authz/still-holds'
import type { App } from '@/lib/db/app'
import { fileName } from '@/lib/export/file-name'
import { isFormat } from '@/lib/format/file-format'
import type { Export } from '@/generated/prisma/client'
import { PIECE } from './limits'
import { readRange } from './range'
import { isStillFor } from './rights'
import { takeAway } from './take-away'

const gone = () => new Refusal(notFound('such export'))

/** The owner's own, ready, and made under the rights that hold today. */
export async function readyExport(app: App, actor: Actor, id: string): Promise<Export> {
  const found = await app.export.findFirst({ where: { id, userId: actor.id, state: 'ready' } })
  if (!found || found.expiresAt === null || found.expiresAt <= new Date()) {
    await record(app, { actor, action: 'export.download', subject: id, outcome: 'denied' })
    throw gone()
  }
  if (!isStillFor(found.manifest, actor)) {
    await takeAway(app, id)
    const detail = { reason: 'rights changed' }
    await record(app, { actor, action: 'export.download', subject: found.name, outcome: 'denied', detail })
    throw gone()
  }
  return found
}

export async function handOut(
  app: App,
  actor: Actor,
  id: string,
  requested: string | null,
  requestId: string,
  ifRange: string | null = null,
): Promise<Response> {
  const found = await readyExport(app, actor, id)
  const size = Number(found.bytes)
  const etag = `"${found.sha256}"`
  // A file that was made again meanwhile does not go on where the first one broke off.
  const range = ifRange === null || ifRange.trim() === etag ? readRange(requested, size) : null
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${size}` } })
  }
  const { from, to } = range ?? { from: 0, to: size - 1 }
  const detail = { export: id, rows: Number(found.rowsWritten), ...(range && { from, to }) }
  const entry = { actor, action: 'export.download', subject: found.name, detail, requestId }
  await record(app, entry)
  const body = watched(
    { stream: bytesOf(app, id, from, to) },
    {
      holds: () => stillHolds(app, actor),
      ended: async () => undefined,
      broke: async (reason) => {
        if (reason !== 'rights changed') return
        await takeAway(app, id)
        await record(app, { ...entry, outcome: 'denied', detail: { ...detail, reason } })
      },
    },
  )
  const format = isFormat(found.format) ? found.format : 'csv'
  return new Response(body, {
    status: range ? 206 : 200,
    headers: {
      ...headersOf(fileName(found.name, format), { format, manifestOnly: false }),
      'content-length': String(to - from + 1),
      'accept-ranges': 'bytes',
      etag,
      'repr-digest': `sha-256=:${Buffer.from(found.sha256 ?? '', 'hex').toString('base64')}:`,
      ...(range && { 'content-range': `bytes ${from}-${to}/${size}` }),
    },
  })
}

function bytesOf(app: App, exportId: string, from: number, to: number): ReadableStream<Uint8Array> {
  let at = from
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (at > to) return controller.close()
        const number = Math.floor(at / PIECE)
        const piece = await app.exportChunk.findUnique({ where: { exportId_number: { exportId, number } } })
        if (!piece) throw new Error('A piece of the export is gone: it was removed, or the database had crashed.')
        const start = at - number * PIECE
        const end = Math.min(PIECE, to + 1 - number * PIECE)
        controller.enqueue(piece.bytes.subarray(start, end))
        at = number * PIECE + end
      },
    },
    { highWaterMark: 1 },
  )
}
