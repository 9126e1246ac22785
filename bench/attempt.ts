/** What cannot be measured is a row of the table too: the other questions are worth their answers all the same. */
import { stopSignal } from '@/lib/ops/stop-signal'
import type { Ratio } from './measure'

export async function attempt(name: string, work: () => Promise<readonly Ratio[]>): Promise<readonly Ratio[]> {
  try {
    return await work()
  } catch (error) {
    stopSignal().throwIfAborted()
    console.error(error)
    const problem = error instanceof Error ? error.message : String(error)
    return [{ name, value: NaN, limit: 'at least 0', reads: 'failed', ours: problem.slice(0, 200), against: '' }]
  }
}
