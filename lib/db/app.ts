/** Prisma over our own tables (schema app): users, connectors, runs, audit. */
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient, type Prisma } from '@/generated/prisma/client'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { keepAlive, sessionSettings, withSettings } from './pools'

export type App = PrismaClient
export type AppTx = Prisma.TransactionClient

const MAX_CONNECTIONS = 5

export function createApp(url: string): PrismaClient {
  // The adapter stores wrong instants unless the session is in UTC.
  const connectionString = withSettings(url, sessionSettings)
  const adapter = new PrismaPg(
    { connectionString, application_name: 'skillscope app', max: MAX_CONNECTIONS, allowExitOnIdle: true, ...keepAlive },
    { onPoolError: (error) => log.warn({ error: error.message }, 'an idle database connection was lost') },
  )
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 30_000 } })
}

let shared: PrismaClient | undefined

export function app(): PrismaClient {
  return (shared ??= createApp(env.DATABASE_URL))
}
