import { createPool } from '@/lib/db/pools'
import { env } from '@/lib/env'
import { restoreArchived, type Restored } from '@/lib/refresh/archive'
import { answer, requiredOption, wholeNumbers, type Command, type Invocation } from '../command'
import { withTables } from '../database'

const rows = (number: number) => `${number.toLocaleString('en')} ${number === 1 ? 'row' : 'rows'}`

function describe(table: string, { restored, kept }: Restored): string {
  const told = [`${rows(restored)} put back into ${table}.`]
  if (kept > 0) told.push(`${rows(kept)} left in the archive: rows with the same keys are there again.`)
  if (restored > 0) told.push('The next refresh that reads the whole table removes what the source still lacks.')
  return told.join('\n')
}

async function run(invocation: Invocation): Promise<void> {
  const table = requiredOption(invocation, 'table')
  const [runId = 0] = wholeNumbers('--run', [requiredOption(invocation, 'run')])
  const pool = createPool(env.DATABASE_URL, { role: 'worker' })
  try {
    const restored = await restoreArchived(pool, 'system', { runId, table })
    answer(invocation, { run: runId, table, ...restored }, describe(table, restored))
  } finally {
    await pool.end()
  }
}

export const restoreRows: Command = {
  usage: 'restore-rows --run RUN --table TABLE   (puts back what that refresh removed)',
  options: { run: { type: 'string' }, table: { type: 'string' } },
  run: (invocation) => withTables(() => run(invocation)),
}
