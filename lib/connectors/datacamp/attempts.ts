/** Tries again what may pass by itself: a few times, after growing pauses of random length, and not for ever. */
import { setTimeout as pause } from 'node:timers/promises'
import { SourceChanged, type SourceError } from '../types'

export interface AttemptLimits {
  /** How often in a row one thing is tried. */
  readonly attempts: number
  /** Longest pause between two attempts. */
  readonly pauseMs: number
  /** From the first failure in a row until no further attempt is made. */
  readonly retryMs: number
}

/** A body that brings at least so much before it is cut is making its way; its failures are not counted together. */
const PROGRESS_BYTES = 1024 * 1024

export class Attempts {
  readonly #limits: AttemptLimits
  readonly #signal: AbortSignal
  #failures = 0
  #firstFailure = 0

  constructor(limits: AttemptLimits, signal: AbortSignal) {
    this.#limits = limits
    this.#signal = signal
  }

  /** Returns when the next attempt is due, or throws `problem` when there shall be none. */
  async afterFailure(problem: SourceError, bytesBefore = 0): Promise<void> {
    const { attempts, pauseMs, retryMs } = this.#limits
    if (bytesBefore >= PROGRESS_BYTES) this.#failures = 0
    if (this.#failures++ === 0) this.#firstFailure = performance.now()
    // Asking the same again never brings back an object that was replaced.
    if (!problem.transient || problem instanceof SourceChanged || this.#failures >= attempts) throw problem
    const wait = Math.min(pauseMs, 200 * 2 ** this.#failures) * (0.5 + Math.random() / 2)
    if (performance.now() - this.#firstFailure + wait > retryMs) throw problem
    await pause(wait, undefined, { signal: this.#signal }).catch(() => this.#signal.throwIfAborted())
  }
}

export async function withAttempts<T>(
  limits: AttemptLimits,
  signal: AbortSignal,
  work: () => Promise<T>,
  explain: (error: unknown) => SourceError,
): Promise<T> {
  const attempts = new Attempts(limits, signal)
  for (;;) {
    try {
      return await work()
    } catch (error) {
      signal.throwIfAborted()
      await attempts.afterFailure(explain(error))
    }
  }
}
