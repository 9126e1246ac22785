/** Makes one file in the background: piece by piece into the database, from where any web process hands it out. */
import { Prisma } from '@/generated/prisma/client'
import { record } from '@/lib/audit/record'
import { userActor, type Actor } from '@/lib/authz/actor'
import { may } from '@/lib/authz/permissions'
import { readerOf, scopeOf } from '@/lib/authz/scope'
import { stillHolds } from '@/lib/authz/still-holds'
import type { App } from '@/lib/db/app'
import { webPool } from '@/lib/db/pools'
import { Counter } from '@/lib/export/counter'
import { expectedRows } from '@/lib/export/expected-rows'
import { openExport, type ExportStream } from '@/lib/export/export-stream'
import { manifestOf } from '@/lib/export/manifest'
import { isFormat, type FormatId } from '@/lib/format/file-format'
import { stillRunning, TurnLost, writePiece, type Claimed } from './claim'
import { heartbeat } from './heartbeat'
import { limits, PIECE } from './limits'
import { Pieces } from './pieces'
import { ExportRefused } from './refused'
import { rightsOf } from './rights'
import { sourceOf, type Prepared } from './sources'

/** How often a worker says that it lives, and asks whether the owner may still see it. */
const SAY_MS = 2_000

export interface Making {
  readonly app: App
  readonly signal: AbortSignal
  readonly sayMs?: number
}

interface Turn {
  readonly app: App
  readonly claimed: Claimed
  readonly actor: Actor
  readonly format: FormatId
  readonly prepared: Prepared
  readonly counter: Counter
  made?: ExportStream
}

export async function makeExport({ app, signal, sayMs = SAY_MS }: Making, claimed: Claimed): Promise<void> {
  const actor = await ownerOf(app, claimed.userId)
  const source = sourceOf(claimed.kind)
  if (!actor || !source || !may(actor, source.permission)) throw new ExportRefused('Your rights changed meanwhile.')
  const format: FormatId = isFormat(claimed.format) ? claimed.format : 'csv'
  const prepared = await source.prepare(actor, scopeOf(actor), claimed.subject, new URLSearchParams(claimed.search))
  const turn: Turn = { app, claimed, actor, format, prepared, counter: new Counter() }

  // Whatever ends it early says why; the query that breaks by it only says that it broke.
  const ending = new AbortController()
  const leave = () => ending.abort(new TurnLost('The worker stops.'))
  signal.addEventListener('abort', leave)
  if (signal.aborted) leave()
  const quiet = heartbeat(
    sayMs,
    () => say(turn),
    (error) => ending.abort(error),
  )
  try {
    await write(turn, ending.signal)
    ending.signal.throwIfAborted()
  } catch (error) {
    throw ending.signal.aborted ? ending.signal.reason : error
  } finally {
    quiet()
    signal.removeEventListener('abort', leave)
  }
  await finish(turn)
}

async function say({ app, claimed, actor, counter, made }: Turn): Promise<void> {
  if (!(await stillHolds(app, actor))) throw new ExportRefused('Your rights changed meanwhile.')
  const rows = made?.progress.rows ?? 0
  const now = Prisma.sql`seen_at = clock_timestamp(), rows_written = ${rows}, bytes = ${counter.bytes}`
  await stillRunning(app, claimed, now)
}

async function write(turn: Turn, signal: AbortSignal): Promise<void> {
  const { app, claimed, prepared, counter } = turn
  const { query, pool = webPool(), ...options } = prepared
  const held = { ...options, reader: readerOf(turn.actor), signal }
  const expected = await expectedRows(query, pool, held)
  await stillRunning(app, claimed, Prisma.sql`rows_expected = ${expected}`)
  turn.made = await openExport(query, pool, { ...held, format: turn.format })
  const pieces = new Pieces(PIECE)
  let number = 0
  for await (const chunk of turn.made.stream) {
    counter.add(chunk)
    if (counter.bytes > limits.bytes) throw new ExportRefused(tooLarge)
    for (const piece of pieces.add(chunk)) await writePiece(app, claimed, number++, piece)
  }
  for (const piece of pieces.rest()) await writePiece(app, claimed, number++, piece)
}

const tooLarge = 'The file would be larger than 2 GB. Narrow the rows, or take fewer columns, or Parquet.'

async function finish({ app, claimed, actor, format, prepared, counter, made }: Turn): Promise<void> {
  const { name, definitions = [] } = prepared
  const manifest = manifestOf({ name, format, filters: claimed.search, definitions }, made!, counter.result())
  const kept = JSON.stringify({ ...manifest, made_for: rightsOf(actor) })
  const { rows, bytes, sha256, data_version: version } = manifest
  const ready = Prisma.sql`state = 'ready', name = ${name}, rows_written = ${rows}, bytes = ${bytes}, sha256 = ${sha256},
    manifest = ${kept}::jsonb, data_version = ${version}, finished_at = clock_timestamp(),
    expires_at = clock_timestamp() + make_interval(hours => ${limits.hours}::int)`
  const detail = { export: claimed.id, filters: claimed.search, format, rows, bytes, sha256 }
  await app.$transaction(async (tx) => {
    await stillRunning(tx, claimed, ready)
    await record(tx, { actor, action: 'export.finish', subject: name, detail })
  })
}

/** As they are today: whatever session asked for it may have ended. */
export async function ownerOf(app: App, id: string): Promise<Actor | null> {
  const user = await app.user.findUnique({ where: { id }, select: { sessionVersion: true } })
  return user && userActor(app, id, user.sessionVersion)
}
