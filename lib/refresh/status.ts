/** What pages, the API and the command line tell about refreshes. */
import type { Prisma, Quarantine, RefreshRunTable, RunState } from '@/generated/prisma/client'
import type { ConnectorId } from '@/lib/catalogue/types'
import type { App } from '@/lib/db/app'
import { parseFindings, type Finding } from './findings'
import type { Preview } from './preview'
import { printable } from './printable'

export interface Counts {
  readonly rowsRead: number
  readonly rowsInserted: number
  readonly rowsUpdated: number
  readonly rowsUnchanged: number
  readonly rowsDeleted: number
  readonly rowsQuarantined: number
}

export interface RunSummary extends Counts {
  readonly id: number
  readonly connectorId: ConnectorId
  readonly trigger: string
  /** Name of the person who asked; null: the schedule or a script. */
  readonly requestedBy: string | null
  readonly full: boolean
  /** Every row of the source was compared with the mirror. */
  readonly reconcile: boolean
  /** Rows out of the quarantine, instead of the source. */
  readonly replay: boolean
  readonly state: RunState
  /** Queued or working. */
  readonly running: boolean
  readonly attempt: number
  readonly createdAt: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly seconds: number | null
  readonly step: string | null
  /** 0 to 100 of the reading; null where the source cannot tell how much there is. */
  readonly percent: number | null
  readonly rowsPerSecond: number | null
  readonly cancelRequested: boolean
  readonly errorCode: string | null
  readonly errorMessage: string | null
  readonly warnings: readonly string[]
  /** When the guards held it (ISO); null: they did not. */
  readonly heldAt: string | null
  /** Of a run that was held: what was decided, by whom and why. */
  readonly decision: Decision | null
}

export interface Decision {
  readonly outcome: 'approved' | 'discarded' | 'superseded'
  readonly reason: string | null
  /** ISO. */
  readonly at: string | null
  /** Name of the person; null: a newer run, or a week without anybody deciding. */
  readonly by: string | null
}

export interface TableStatus extends Counts {
  readonly table: string
  readonly state: string
  readonly object: string | null
  readonly rowsDuplicate: number
  readonly bytesRead: number
  readonly bytesExpected: number | null
  readonly lastModified: string | null
  readonly liveBefore: number | null
  readonly liveAfter: number | null
  readonly watermarkFrom: string | null
  readonly watermarkTo: string | null
  readonly warnings: readonly string[]
  readonly seconds: number | null
}

export interface RunDetail extends RunSummary {
  readonly tables: readonly TableStatus[]
  /** When each phase was reached (ISO): claimed, pinned, staged, validated, held, publishing, published. */
  readonly timeline: Readonly<Record<string, string>>
  /** Why the guards held the run; kept after the decision. */
  readonly findings: readonly Finding[]
  /** What publishing it would change, with learners' data; null once decided, or where it could not be found out. */
  readonly preview: Preview | null
}

type RunRow = Prisma.RefreshRunGetPayload<{ include: { tables: true; requestedBy: { select: { name: true } } } }>

const include = { tables: { orderBy: { table: 'asc' } }, requestedBy: { select: { name: true } } } as const
const working: readonly RunState[] = ['queued', 'extracting', 'staged', 'validated', 'publishing']

/** The newest runs first. */
export async function listRuns(app: App, connectorId: ConnectorId, limit = 20): Promise<readonly RunSummary[]> {
  const runs = await app.refreshRun.findMany({ where: { connectorId }, orderBy: { id: 'desc' }, take: limit, include })
  return runs.map(summary)
}

export interface RunChoice {
  readonly connectorId?: ConnectorId
  readonly states?: readonly RunState[]
  /** Runs with smaller numbers than this one. */
  readonly before?: number
}

/** Runs of both sources, the newest first. */
export async function chooseRuns(
  app: App,
  { connectorId, states, before }: RunChoice,
  limit: number,
): Promise<readonly RunSummary[]> {
  const where = {
    ...(connectorId && { connectorId }),
    ...(states && { state: { in: [...states] } }),
    ...(before !== undefined && { id: { lt: before } }),
  }
  return (await app.refreshRun.findMany({ where, orderBy: { id: 'desc' }, take: limit, include })).map(summary)
}

export async function readRun(app: App, runId: number): Promise<RunDetail | null> {
  const run = await app.refreshRun.findUnique({ where: { id: runId }, include })
  if (!run) return null
  return {
    ...summary(run),
    tables: run.tables.map(tableStatus),
    timeline: run.timeline as Record<string, string>,
    findings: parseFindings(run.findings),
    preview: run.preview as Preview | null,
  }
}

export interface QuarantinedRow {
  readonly id: number
  readonly table: string
  readonly object: string | null
  readonly line: number | null
  readonly reason: string
  readonly column: string | null
  readonly message: string
}

/** Why rows were set aside, without what they hold: fit for everybody who may see runs. */
export async function quarantinedRows(
  app: App,
  runId: number,
  { table, limit = 50 }: { table?: string; limit?: number } = {},
): Promise<readonly QuarantinedRow[]> {
  const where = { runId, ...(table !== undefined && { table }) }
  const rows = await app.quarantine.findMany({ where, orderBy: { id: 'asc' }, take: limit, omit: { raw: true } })
  return rows.map(quarantinedRow)
}

/** Enough of a row to recognise it; learners' data, so for administrators only. Control characters are spelt out. */
export async function quarantineExcerpt(app: App, quarantineId: number, bytes = 400): Promise<string | null> {
  const row = await app.quarantine.findUnique({ where: { id: quarantineId }, select: { raw: true } })
  if (!row) return null
  const text = Buffer.from(row.raw.subarray(0, bytes)).toString('utf8')
  const shown = printable(text)
  return row.raw.length > bytes ? `${shown}…` : shown
}

function quarantinedRow(row: Omit<Quarantine, 'raw'>): QuarantinedRow {
  return {
    id: Number(row.id),
    table: row.table,
    object: row.object,
    line: row.lineNo === null ? null : Number(row.lineNo),
    reason: row.reasonCode,
    column: row.column,
    message: row.message,
  }
}

function summary(run: RunRow): RunSummary {
  const sum = (count: (table: RefreshRunTable) => bigint) =>
    Number(run.tables.reduce((total, table) => total + count(table), 0n))
  const running = working.includes(run.state)
  const rowsRead = running ? Number(run.rowsRead) : sum((table) => table.rowsRead)
  const seconds = secondsBetween(run.startedAt, run.finishedAt ?? run.heartbeatAt)
  return {
    id: Number(run.id),
    connectorId: run.connectorId as ConnectorId,
    trigger: run.trigger,
    requestedBy: run.requestedBy?.name ?? null,
    full: run.full,
    reconcile: run.reconcile,
    replay: run.replay,
    state: run.state,
    running,
    attempt: run.attempt,
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    seconds,
    step: run.step,
    percent: running ? percentRead(run) : null,
    rowsPerSecond: seconds ? Math.round(rowsRead / seconds) : null,
    cancelRequested: run.cancelRequestedAt !== null,
    errorCode: run.errorCode,
    errorMessage: run.errorMessage,
    warnings: texts(run.warnings),
    heldAt: run.heldAt?.toISOString() ?? null,
    decision: decisionOf(run),
    rowsRead,
    rowsInserted: sum((table) => table.rowsInserted),
    rowsUpdated: sum((table) => table.rowsUpdated),
    rowsUnchanged: sum((table) => table.rowsUnchanged),
    rowsDeleted: sum((table) => table.rowsDeleted),
    rowsQuarantined: sum((table) => table.rowsQuarantined),
  }
}

function decisionOf({ decision, decisionReason, decidedAt, decidedByName }: RunRow): Decision | null {
  if (decision === null) return null
  const at = decidedAt?.toISOString() ?? null
  return { outcome: decision as Decision['outcome'], reason: decisionReason, at, by: decidedByName }
}

/** By bytes where the source tells them, else by its guess of rows; never 100 before the reading is over. */
function percentRead(run: RunRow): number | null {
  if (run.state !== 'extracting') return run.state === 'queued' ? 0 : 100
  const sized = run.tables.length > 0 && run.tables.every((table) => table.bytesExpected !== null)
  const share = sized ? shareOfBytes(run.tables) : shareOfRows(run)
  return share === null ? null : Math.min(99, Math.floor(share * 100))
}

function shareOfBytes(tables: readonly RefreshRunTable[]): number {
  const expected = tables.reduce((sum, table) => sum + Number(table.bytesExpected), 0)
  const read = tables.reduce(
    (sum, table) => sum + Number(table.state === 'skipped' ? table.bytesExpected : table.bytesRead),
    0,
  )
  return expected === 0 ? 0 : read / expected
}

function shareOfRows(run: RunRow): number | null {
  return run.rowsExpected === null || run.rowsExpected === 0n ? null : Number(run.rowsRead) / Number(run.rowsExpected)
}

function tableStatus(table: RefreshRunTable): TableStatus {
  return {
    table: table.table,
    state: table.state,
    object: table.object,
    rowsRead: Number(table.rowsRead),
    rowsInserted: Number(table.rowsInserted),
    rowsUpdated: Number(table.rowsUpdated),
    rowsUnchanged: Number(table.rowsUnchanged),
    rowsDuplicate: Number(table.rowsDuplicate),
    rowsDeleted: Number(table.rowsDeleted),
    rowsQuarantined: Number(table.rowsQuarantined),
    bytesRead: Number(table.bytesRead),
    bytesExpected: table.bytesExpected === null ? null : Number(table.bytesExpected),
    lastModified: table.lastModified?.toISOString() ?? null,
    liveBefore: table.liveBefore === null ? null : Number(table.liveBefore),
    liveAfter: table.liveAfter === null ? null : Number(table.liveAfter),
    watermarkFrom: table.watermarkFrom,
    watermarkTo: table.watermarkTo,
    warnings: texts(table.warnings),
    seconds: secondsBetween(table.startedAt, table.finishedAt),
  }
}

function secondsBetween(from: Date | null, to: Date | null): number | null {
  return from && to ? Math.max(0, (to.getTime() - from.getTime()) / 1_000) : null
}

function texts(value: Prisma.JsonValue): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
