/** Everything that a page reads: what it begins with, and what its cards add to that. */
import type { ScopedReader } from '@/lib/authz/reader'

type Reads<Q> = Readonly<Record<string, (reader: ScopedReader, question: Q) => Promise<object>>>

type Added<C extends Reads<never>> = {
  [Card in keyof C]: (read: Awaited<ReturnType<C[Card]>>) => void
}[keyof C] extends (read: infer All) => void
  ? All
  : never

export async function wholePage<Q, D extends object, C extends Reads<Q>>(
  reader: ScopedReader,
  question: Q,
  start: (reader: ScopedReader, question: Q) => Promise<D>,
  cards: C,
): Promise<D & Added<C>> {
  const page = await start(reader, question)
  for (const read of Object.values(cards)) Object.assign(page, await read(reader, question))
  // Safe: what each of them reads is in it now.
  return page as D & Added<C>
}
