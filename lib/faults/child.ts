/**
 * A worker process that misbehaves on order. It starts ahead of time, so that a random moment falls into the refresh and not
 * into the start of Node, and it ends with its parent.
 */
import { createApp } from '@/lib/db/app'
import { createPool } from '@/lib/db/pools'
import type { Timing } from '@/lib/refresh/claim'
import { arm, type Failpoint } from '@/lib/refresh/failpoint'
import { executeRun } from '@/lib/refresh/run'
import { startWorker } from '@/lib/refresh/worker'
import { openPlace, type Place } from './sources/source'

export interface Order {
  readonly url: string
  readonly place: Place
  readonly timing: Timing
  /** This run and no more; null: a whole worker that takes what the queue has. */
  readonly runId: number | null
  readonly at?: {
    readonly point: Failpoint
    /** The how many-th time that it comes by. */
    readonly time: number
    /** stop: sleeps until it is woken; tell: goes on; exhaust: takes more memory than there is. */
    readonly act: 'kill' | 'stop' | 'tell' | 'exhaust'
  }
}

/** What a child tells: that it may be ordered, that it came to its point, how its run ended. */
export type Report = 'ready' | 'reached' | { readonly state: string } | { readonly failed: string }

const tell = (report: Report) => void process.send?.(report)

function armFor({ point, time, act }: NonNullable<Order['at']>): void {
  let times = 0
  arm(point, async () => {
    if (++times !== time) return
    if (act === 'exhaust') return exhaust()
    // What is only sent may be lost with the process.
    await new Promise<void>((sent) => process.send?.('reached' satisfies Report, () => sent()))
    if (act === 'tell') return
    process.kill(process.pid, act === 'kill' ? 'SIGKILL' : 'SIGSTOP')
    // The signal comes a moment later.
    await new Promise((resolve) => setTimeout(resolve, act === 'kill' ? 60_000 : 200))
  })
}

function exhaust(): never {
  for (const kept: unknown[] = []; ;) kept.push(Array.from({ length: 10_000 }, (_, index) => ({ index })))
}

async function obey({ url, place, timing, runId, at }: Order): Promise<void> {
  if (at) armFor(at)
  const app = createApp(url)
  const open = () => openPlace(place)
  if (runId === null) {
    const worker = await startWorker({ url, app, open, timing })
    process.once('SIGTERM', () => void worker.stop().then(() => process.exit(0)))
    return tell({ state: 'working' })
  }
  const stopping = new AbortController()
  process.once('SIGTERM', () => stopping.abort())
  const pool = createPool(url, { role: 'worker' })
  const state = await executeRun({ app, pool, open, timing, signal: stopping.signal }, runId)
  await new Promise<void>((sent) => process.send?.({ state } satisfies Report, () => sent()))
  process.exit(0)
}

process.on('disconnect', () => process.exit(1))
process.on('message', (order) => {
  obey(order as Order).catch((error: unknown) => {
    tell({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    process.exitCode = 1
  })
})
tell('ready')
