/** Gives a command its database: the one in DATABASE_URL, or the embedded server under SKILLSCOPE_HOME. */
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { app } from '@/lib/db/app'
import { startEmbedded, type Embedded } from '@/lib/db/embedded/start'
import { status } from '@/lib/db/migrate/deploy'
import { closePools } from '@/lib/db/pools'
import { checkEnvironment, env, isSet, provide } from '@/lib/env'
import { bringUpToDate } from './bring-up-to-date'
import { CommandError } from './command'

export interface OpenDatabase {
  embedded: Embedded | undefined
  close(): Promise<void>
}

/** The home's secret is made once; losing it means entering every connector's credentials again. */
function homeSecret(home: string): string {
  const file = path.join(home, 'secret')
  try {
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}

/** Opens the database and lets this process and its children know it; every variable is checked before. */
export async function openDatabase(): Promise<OpenDatabase> {
  let embedded: Embedded | undefined
  if (!isSet('DATABASE_URL')) {
    embedded = await startEmbedded(env.SKILLSCOPE_HOME)
    provide({ DATABASE_URL: embedded.url })
    if (!isSet('SKILLSCOPE_SECRET')) provide({ SKILLSCOPE_SECRET: homeSecret(env.SKILLSCOPE_HOME) })
  }
  // Children may work elsewhere, so a relative folder would mean another one to them.
  provide({ SKILLSCOPE_HOME: env.SKILLSCOPE_HOME })
  checkEnvironment()
  return {
    embedded,
    async close() {
      await Promise.allSettled([closePools(), app().$disconnect()])
      await embedded?.stop()
    },
  }
}

/** For commands that need our tables: the embedded database is brought up to date, another one must be. */
export async function withTables<T>(work: (database: OpenDatabase) => Promise<T>): Promise<T> {
  return withDatabase(async (database) => {
    if (database.embedded) await bringUpToDate()
    else if ((await status(env.DATABASE_URL)).pending.length > 0) {
      throw new CommandError('The database is not up to date. Run: node bin/skillscope.mjs migrate')
    }
    return work(database)
  })
}

export async function withDatabase<T>(work: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const database = await openDatabase()
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}
