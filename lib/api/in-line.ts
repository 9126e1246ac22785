/**
 * Slow questions of one person wait for one another, so that a page full of them leaves everybody else the connections;
 * each web process keeps its own lines.
 */
import { RateLimited } from '@/lib/auth/rate-limit'

const MOST_AT_ONCE = 3
const MOST_WAITING = 40

interface Line {
  running: number
  readonly waiting: (() => void)[]
}

const lines = new Map<string, Line>()

export async function inLine<T>(person: string, work: () => Promise<T>): Promise<T> {
  const line = lines.get(person) ?? { running: 0, waiting: [] }
  lines.set(person, line)
  if (line.running < MOST_AT_ONCE) line.running += 1
  else if (line.waiting.length >= MOST_WAITING) throw new RateLimited(1)
  // Whoever ends hands the place over.
  else await new Promise<void>((resolve) => line.waiting.push(resolve))
  try {
    return await work()
  } finally {
    const next = line.waiting.shift()
    if (next) next()
    else line.running -= 1
    if (line.running === 0) lines.delete(person)
  }
}
