/** What a page reads, in one transaction and so of one state of the data: what it begins with, then its cards in turn. */
import { withReader, type ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'

/** Cards by name, each with what reads it. They are read in this order. */
export type LaterReads<Q> = Readonly<Record<string, (reader: ScopedReader, question: Q) => Promise<unknown>>>

export type Later<L> = {
  readonly [Name in keyof L]: Promise<L[Name] extends (...input: never[]) => Promise<infer T> ? T : never>
}

interface First<Q, D> {
  readonly reader: ScopedReader
  readonly question: Q
  /** Null: there is nothing to draw, and nothing more to read. */
  readonly data: D | null
}

export function readDashboard<Q, D, L>(
  scope: Scope,
  readFirst: (reader: ScopedReader) => Promise<First<Q, D>>,
  reads: L & LaterReads<Q>,
): Promise<First<Q, D> & { readonly later: Later<L> }> {
  const turns = Object.entries<LaterReads<Q>[string]>(reads).map(([name, read]) => ({
    name,
    read,
    ...Promise.withResolvers<unknown>(),
  }))
  // Whoever draws the card says so; without that, an error that nobody waits for yet would end the process.
  for (const { promise } of turns) promise.catch(() => undefined)
  // Safe: a promise per name, of what its function reads.
  const later = Object.fromEntries(turns.map(({ name, promise }) => [name, promise])) as Later<L>
  return new Promise((resolve, reject) => {
    withReader(scope, async (reader) => {
      const first = await readFirst(reader)
      resolve({ ...first, later })
      if (first.data === null) return
      for (const { read, resolve: ready } of turns) ready(await read(reader, first.question))
    }).catch((error: unknown) => {
      reject(error)
      for (const turn of turns) turn.reject(error)
    })
  })
}
