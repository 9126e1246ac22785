/**
 * What holds a run: a delivery so unlike the last one that a person should look before readers see it. A finding names what
 * was measured and what was allowed. What was published once, quarantine included, is the measure for the next delivery.
 */
import { tablesOf, qualifiedName } from '@/lib/catalogue/catalogue'
import type { ConnectorId, Table } from '@/lib/catalogue/types'
import type { Pinned } from '@/lib/connectors/types'
import { formatCount, formatCounted, formatDecimal, narrowSpace } from '@/lib/format/numbers'
import { neededColumns } from '@/lib/marts/needed-columns'
import type { Finding } from './findings'
import { lastDelivery, type LastDelivery, type LastTable } from './last-delivery'
import { parseLimits, type Limits } from './limits'
import { isMultiset, stagedKeysName } from './mirror'
import { countRows } from './count-rows'
import { rowsDelivered, type Run, type StagedTable } from './stage'

export async function evaluateGuards(run: Run, pinned: Pinned, tables: readonly StagedTable[]): Promise<Finding[]> {
  // Rows out of the quarantine were judged one by one; they say nothing about a delivery.
  if (run.replay) return []
  const connectorId = run.connectorId as ConnectorId
  const last = await lastDelivery(run.pool, connectorId)
  const limitsOf = parseLimits(connectorId, last.guards)

  // Files that are live already were judged when they were published.
  const isLive = tables.every(({ skipped }) => skipped)
  const ofDelivery = isLive ? [] : [...(pinned.alerts ?? []), ...olderThanLive(pinned, last)]
  const findings = [...ofDelivery, ...goneTables(connectorId, pinned, last)]
  for (const staged of tables) {
    findings.push(...staged.alerts)
    if (staged.skipped) continue
    const { name } = staged.source.table
    const limits = limitsOf(name)
    const before = last.tables.get(name)
    if (before) {
      findings.push(...fewerRows(staged, await rowsAfter(run, staged), before, limits))
      findings.push(...goneColumns(staged, before), ...smallerMeasures(staged, before, limits))
    }
    findings.push(...rejectedRows(staged, before, limits), ...rejectedKeys(staged, before))
  }
  return findings
}

/** A person approved exactly these, so they need not be approved again. */
export function allApproved(findings: readonly Finding[], approved: readonly Finding[]): boolean {
  const known = new Set(approved.map(identity))
  return findings.every((finding) => known.has(identity(finding)))
}

const identity = ({ code, table, message }: Finding) => JSON.stringify([code, table, message])

function olderThanLive(pinned: Pinned, { asOf }: LastDelivery): Finding[] {
  if (!asOf || pinned.asOf >= asOf) return []
  const [value, limit] = [pinned.asOf, asOf].map(
    (moment) => `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  )
  const message = `The source is older than what is live: it speaks of ${value}, the data shown of ${limit}.`
  return [{ code: 'older_than_live', table: null, message, value: value ?? '', limit: limit ?? '' }]
}

/** Optional tables only; without a required one there is no delivery at all. */
function goneTables(connectorId: ConnectorId, pinned: Pinned, last: LastDelivery): Finding[] {
  const delivered = new Set(pinned.tables.map(({ table }) => table.name))
  return tablesOf(connectorId).flatMap((table) => {
    const before = last.tables.get(table.name)
    if (!before?.isNewest || delivered.has(table.name) || needed(table).length === 0) return []
    const message = `${table.name} is not delivered any more (held ${countOf(before.rows)}). Dashboards need it, and would show its old rows.`
    return [{ code: 'table_gone', table: table.name, message, value: 'not delivered', limit: 'delivered before' }]
  })
}

/** How many rows the table would hold; null: a read of changes removes none. */
async function rowsAfter(run: Run, staged: StagedTable): Promise<number | null> {
  if (staged.keysStaged) return countRows(run.pool, stagedKeysName(run.runId, staged.source.table))
  return staged.mode === 'snapshot' ? rowsDelivered(staged) : null
}

function fewerRows(staged: StagedTable, rows: number | null, before: LastTable, limits: Limits): Finding[] {
  const { name } = staged.source.table
  if (rows === null || rows >= before.rows) return []
  const held = `(held ${countOf(before.rows)})`
  if (rows === 0) {
    const unread = staged.rowsRead > 0 && !staged.keysStaged
    const message = unread
      ? `None of the ${countOf(staged.rowsRead)} of ${name} can be read ${held}.`
      : `${name} is empty ${held}.`
    return [{ code: 'empty', table: name, message, value: '0 rows', limit: 'at least 1 row' }]
  }
  if (before.rows < limits.smallTable || !fellBelow(rows, before.rows, limits)) return []
  const message = `${name} has ${countOf(rows)} ${held}.`
  return [{ code: 'shrunken', table: name, message, value: change(rows, before.rows), limit: allowed(limits) }]
}

function goneColumns({ source }: StagedTable, { columns }: LastTable): Finding[] {
  // Rows without a key are known by all their values: with a column gone, every one is replaced by one that lacks it.
  const isReplaced = isMultiset(source.table)
  const watched = isReplaced ? source.table.columns.map(({ name }) => name) : needed(source.table)
  const gone = watched.filter((name) => columns?.includes(name) && !source.columns.includes(name))
  return gone.map((name) => ({
    code: 'column_gone',
    table: source.table.name,
    message: isReplaced
      ? `${source.table.name} has no column ${name} any more. Its values would be emptied in every row.`
      : `${source.table.name} has no column ${name} any more. Dashboards need it, and would show its old values.`,
    value: `without ${name}`,
    limit: `with ${name}`,
  }))
}

function smallerMeasures({ source, mode, measures }: StagedTable, before: LastTable, limits: Limits): Finding[] {
  if (mode !== 'snapshot' || before.rows < limits.smallTable) return []
  return Object.entries(measures).flatMap(([name, sum]) => {
    const [now, then] = [Number(sum ?? 0), Number(before.measures?.[name] ?? 0)]
    if (then <= 0 || !fellBelow(now, then, limits)) return []
    const { name: table } = source.table
    const message = `${name} of ${table} adds up to ${formatCount(now)} (was ${formatCount(then)}).`
    return [{ code: 'measure_fell', table, message, value: change(now, then), limit: allowed(limits) }]
  })
}

function rejectedRows(staged: StagedTable, before: LastTable | undefined, limits: Limits): Finding[] {
  const { source, rowsQuarantined, rowsRead } = staged
  const share = (100 * rowsQuarantined) / Math.max(rowsRead, 1)
  if (rowsQuarantined < limits.quarantineRows || share <= limits.quarantinePercent) return []
  if (rowsQuarantined <= (before?.rowsQuarantined ?? 0)) return []
  const { name } = source.table
  const message = `${formatCount(rowsQuarantined)} of ${countOf(rowsRead)} of ${name} cannot be taken and are in quarantine.`
  return [
    {
      code: 'quarantined',
      table: name,
      message,
      value: percent(share, 2),
      limit: percent(limits.quarantinePercent, 2),
    },
  ]
}

/** A dimension's row without a readable key takes the names of everything that refers to it along. */
function rejectedKeys({ source, keysRejected }: StagedTable, before: LastTable | undefined): Finding[] {
  if (keysRejected <= (before?.keysRejected ?? 0)) return []
  const { name, key } = source.table
  const message = `${countOf(keysRejected)} of ${name} ${keysRejected === 1 ? 'has no' : 'have no'} ${key.join(' and ')} of ${keysRejected === 1 ? 'its' : 'their'} own and ${keysRejected === 1 ? 'is' : 'are'} in quarantine.`
  return [{ code: 'key_quarantined', table: name, message, value: countOf(keysRejected), limit: '0 rows' }]
}

const needed = (table: Table): readonly string[] => neededColumns[qualifiedName(table)] ?? []
const fellBelow = (now: number, then: number, limits: Limits) => now < then * (1 - limits.shrinkPercent / 100)
const countOf = (rows: number) => formatCounted(rows, 'row', 'rows')
const percent = (value: number, decimals: number) => `${formatDecimal(value, decimals)}${narrowSpace}%`
const change = (now: number, then: number) => percent((100 * (now - then)) / then, 1)
const allowed = (limits: Limits) => percent(-limits.shrinkPercent, 1)
