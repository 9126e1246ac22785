/** A stream that is counted, and that ends for somebody whose account, role or teams changed; a browser then reports a failure. */
import { Counter } from '@/lib/export/counter'
import type { ExportStream } from '@/lib/export/export-stream'
import type { Counted } from '@/lib/export/manifest'

interface Watch {
  /** Asked again and again while it runs. */
  holds(): Promise<boolean>
  /** Before the last chunk is said to be the last. */
  ended(counted: Counted): Promise<void>
  broke(reason: 'rights changed' | 'left by the reader' | 'the query failed'): Promise<void>
}

const ASK_AGAIN_AFTER_MS = 5_000

export function watched({ stream }: Pick<ExportStream, 'stream'>, watch: Watch): ReadableStream<Uint8Array> {
  const reader = stream.getReader()
  const counter = new Counter()
  let askAt = Date.now() + ASK_AGAIN_AFTER_MS

  const next = async (): Promise<Uint8Array | null> => {
    const part = await reader.read().catch(async (error: unknown) => {
      await watch.broke('the query failed')
      throw error
    })
    if (Date.now() >= askAt) {
      if (!(await watch.holds())) {
        await reader.cancel()
        await watch.broke('rights changed')
        throw new Error('The export ended: the account may not see it any more.')
      }
      askAt = Date.now() + ASK_AGAIN_AFTER_MS
    }
    if (part.done) {
      await watch.ended(counter.result())
      return null
    }
    counter.add(part.value)
    return part.value
  }

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await next()
        if (chunk === null) controller.close()
        else controller.enqueue(chunk)
      },
      async cancel() {
        await reader.cancel()
        await watch.broke('left by the reader')
      },
    },
    { highWaterMark: 1 },
  )
}
