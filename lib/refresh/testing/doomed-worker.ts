/** A worker process of its own that kills itself at the point it is told: `doomed-worker.ts RUN POINT`. */
import { createApp } from '@/lib/db/app'
import { createPool } from '@/lib/db/pools'
import { env } from '@/lib/env'
import { arm, type Failpoint } from '../failpoint'
import { executeRun } from '../run'
import { courses, quick } from './engine'
import { fakeSource } from './fake-source'

const [runId, point] = process.argv.slice(2)
arm(point as Failpoint, () => {
  process.kill(process.pid, 'SIGKILL')
  // The signal comes a moment later.
  return new Promise(() => undefined)
})
const source = fakeSource('datacamp', { course_dim: courses([1, 'New'], [2, 'Second']) })
void executeRun(
  {
    app: createApp(env.DATABASE_URL),
    pool: createPool(env.DATABASE_URL, { role: 'worker' }),
    open: source.open,
    signal: new AbortController().signal,
    timing: quick,
  },
  Number(runId),
)
