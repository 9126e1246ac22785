/**
 * The heartbeat of a run: writes progress each second, prolongs the lease, and aborts the run when somebody cancels it, the
 * lease is lost or the worker stops.
 */
import type pg from 'pg'
import { renew, type Claim, type Timing } from './claim'
import { CancelRequested, Interrupted, LeaseLost } from './failure'
import { soon } from './patience'
import { log } from '@/lib/log'

interface TableProgress {
  readonly name: string
  rowsRead: number
  bytesRead: number
}

export class Pulse {
  readonly #pool: pg.Pool
  readonly #claim: Claim
  readonly #timing: Timing
  readonly #outer: AbortSignal
  readonly #stop = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #beating: Promise<void> = Promise.resolve()
  #renewedAt = performance.now()
  #step = 'Starting'
  #rowsOfFinishedTables = 0
  #table: TableProgress | undefined
  #interruptible = true

  constructor(pool: pg.Pool, held: Claim, timing: Timing, outer: AbortSignal) {
    this.#pool = pool
    this.#claim = held
    this.#timing = timing
    this.#outer = outer
    outer.addEventListener('abort', this.#interrupt, { once: true })
    if (outer.aborted) this.#interrupt()
    this.#schedule()
  }

  /** Aborts with the reason: CancelRequested, LeaseLost or Interrupted. */
  get signal(): AbortSignal {
    return this.#stop.signal
  }

  step(text: string): void {
    this.#step = text
  }

  /** From here on the worker's own stop waits for the run: a publish takes seconds and is better finished. */
  beUninterruptible(): void {
    this.#interruptible = false
  }

  startTable(name: string): TableProgress {
    this.#rowsOfFinishedTables += this.#table?.rowsRead ?? 0
    return (this.#table = { name, rowsRead: 0, bytesRead: 0 })
  }

  /** Counts from zero again, because the source is read again. */
  restart(): void {
    this.#rowsOfFinishedTables = 0
    this.#table = undefined
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    this.#outer.removeEventListener('abort', this.#interrupt)
    // A beat that gets no answer must not keep the worker.
    await soon(this.#beating).catch(() => undefined)
    clearTimeout(this.#timer)
  }

  #interrupt = (): void => {
    if (this.#interruptible) this.#stop.abort(new Interrupted('The worker is stopping.'))
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      this.#beating = this.#beat().finally(() => {
        if (!this.signal.aborted) this.#schedule()
      })
    }, this.#timing.pulseMs)
  }

  async #beat(): Promise<void> {
    const { leaseSeconds, heartbeatSeconds } = this.#timing
    const since = () => (performance.now() - this.#renewedAt) / 1_000
    // A database that neither answers nor refuses must not keep us believing in a lease that has run out.
    const expiry = setTimeout(
      () => this.#stop.abort(new LeaseLost('The lease ran out while the database did not answer.')),
      Math.max(0, (leaseSeconds - 5 - since()) * 1_000),
    )
    try {
      if (since() >= heartbeatSeconds) {
        const startedAt = performance.now()
        if (!(await renew(this.#pool, this.#claim, this.#timing))) {
          return this.#stop.abort(new LeaseLost('Another worker has taken over this connector.'))
        }
        this.#renewedAt = startedAt
      }
      const cancelled = await this.#write()
      if (cancelled === null) this.#stop.abort(new LeaseLost('The run was ended or taken over by somebody else.'))
      if (cancelled) this.#stop.abort(new CancelRequested('The refresh was cancelled.'))
    } catch (error) {
      log.warn({ runId: this.#claim.runId, error: String(error) }, 'a heartbeat of the refresh failed')
    } finally {
      clearTimeout(expiry)
    }
  }

  /** Writes progress; true: somebody asked to cancel; null: the run is ours no more. */
  async #write(): Promise<boolean | null> {
    const { runId, token } = this.#claim
    const rows = this.#rowsOfFinishedTables + (this.#table?.rowsRead ?? 0)
    const { rows: found } = await this.#pool.query<{ cancelled: boolean }>(
      // A beat that comes late must not overwrite what the run's ending has said, such as when it is tried again.
      `update app.refresh_run set heartbeat_at = clock_timestamp(), rows_read = greatest(rows_read, $4::bigint),
         step = case when state in ('queued', 'held') then step else $3 end
       where id = $1 and lease_token = $2 and finished_at is null
       returning cancel_requested_at is not null as cancelled`,
      [runId, token, this.#step, rows],
    )
    if (this.#table) {
      await this.#pool.query(
        `update app.refresh_run_table set rows_read = $3, bytes_read = $4
         where run_id = $1 and table_name = $2 and state = 'reading'`,
        [runId, this.#table.name, this.#table.rowsRead, this.#table.bytesRead],
      )
    }
    return found[0]?.cancelled ?? null
  }
}
