/** Puts an export into the queue, after all that would refuse it at once has been asked. */
import { record } from '@/lib/audit/record'
import { countTry } from '@/lib/auth/rate-limit'
import type { Actor } from '@/lib/authz/actor'
import { may } from '@/lib/authz/permissions'
import { scopeOf } from '@/lib/authz/scope'
import type { App, AppTx } from '@/lib/db/app'
import type { FormatId } from '@/lib/format/file-format'
import { readExportAddress, type ExportAddress } from './address'
import { limits } from './limits'
import { ExportRefused } from './refused'
import { sources, UNSAVED, type ExportSource } from './sources'

export async function requestExport(app: App, actor: Actor, href: string, format: FormatId): Promise<string> {
  const address = readExportAddress(href)
  if (!address) throw new ExportRefused('These rows cannot be exported in the background. Use the menu of a table.')
  return queueExport(app, actor, address, format)
}

/** Of somebody's own, which stands under no name and no address. */
export async function requestStatement(app: App, actor: Actor, statement: string, format: FormatId): Promise<string> {
  const search = new URLSearchParams({ statement }).toString()
  return queueExport(app, actor, { kind: 'sql', subject: UNSAVED, search }, format)
}

async function queueExport(app: App, actor: Actor, address: ExportAddress, format: FormatId): Promise<string> {
  const { kind, subject, search } = address
  const source: ExportSource = sources[kind]
  if (actor.kind !== 'user' || !may(actor, source.permission)) throw new ExportRefused('Your role does not allow this.')
  await countTry('export.create', actor.id)
  // Wrong filters and rows out of reach are said now, not by a file that never comes.
  const { name } = await source.prepare(actor, scopeOf(actor), subject, new URLSearchParams(search))
  return app.$transaction(async (tx) => {
    // One request of a person after the other, or two at once would both be the last that is allowed.
    await tx.$queryRaw`select 1 from app."user" where id = ${actor.id}::uuid for update`
    await refuseTooMuch(tx, actor.id)
    const { id } = await tx.export.create({ data: { userId: actor.id, kind, subject, search, format, name } })
    await record(tx, { actor, action: 'export.queue', subject: name, detail: { export: id, filters: search, format } })
    return id
  })
}

async function refuseTooMuch(tx: AppTx, userId: string): Promise<void> {
  const running = await tx.export.count({ where: { userId, state: { in: ['queued', 'running'] } } })
  if (running >= limits.running) {
    throw new ExportRefused(`${limits.running} exports of yours are being made. Wait for one of them, or cancel it.`)
  }
  const kept = await tx.export.aggregate({
    where: { userId, state: 'ready', expiresAt: { gt: new Date() } },
    _count: true,
    _sum: { bytes: true },
  })
  if (kept._count >= limits.kept) {
    throw new ExportRefused(`${limits.kept} files of yours are kept. Remove one of them, or wait until it expires.`)
  }
  if (Number(kept._sum.bytes ?? 0) >= limits.keptBytes) {
    throw new ExportRefused('Your kept files hold 4 GB. Remove one of them, or wait until it expires.')
  }
}
