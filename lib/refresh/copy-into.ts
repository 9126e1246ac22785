/** A COPY into a staging table, on a connection of its own. */
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams'
import { openWriter, type Fenced } from './fence'

export interface Copy {
  write(bytes: Buffer): Promise<void>
  finish(): Promise<void>
  abandon(error: unknown): void
}

/**
 * A source that no longer answers must not keep a cancelled run alive. Promise.race would not do: it would hang every batch
 * on the one promise of the abort, and so keep them all in memory.
 */
export function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason as Error)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort)
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

/** One chunk is under way while the next is made, no more. */
export async function startCopy(run: Fenced, table: string, columns: string): Promise<Copy> {
  const client = await openWriter(run, table)
  const stream: CopyStreamQuery = client.query(copyFrom(`copy ${table} (${columns}) from stdin`))
  let failure: Error | undefined
  let settle: (error?: Error | null) => void = () => undefined
  const fail = (error: Error) => {
    failure ??= error
    settle(error)
  }
  stream.on('error', fail)
  client.on('error', fail)

  /** Settles with the callback that `act` hands on, or with the failure of stream or connection. */
  const wait = (act: (done: (error?: Error | null) => void) => void) =>
    new Promise<void>((resolve, reject) => {
      settle = (error) => (error ? reject(error) : resolve())
      if (failure) settle(failure)
      else act(settle)
    })
  let underWay: Promise<void> = Promise.resolve()
  return {
    async write(bytes) {
      await underWay
      if (bytes.length === 0) return
      underWay = wait((done) => stream.write(bytes, done))
      underWay.catch(() => undefined)
    },
    async finish() {
      await underWay
      await wait((done) => {
        stream.once('finish', () => done())
        stream.end()
      })
      await client.query('commit')
      client.off('error', fail)
      client.release()
    },
    abandon(error) {
      // Ending the connection ends the COPY, even where the server no longer answers.
      client.release(error instanceof Error ? error : true)
    },
  }
}
