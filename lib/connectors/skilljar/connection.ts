/** Skilljar's connection: opens the database, and tries it out step by step. */
import { escapeIdentifier } from 'pg'
import type { Table } from '@/lib/catalogue/types'
import { runSteps } from '../steps'
import { resolveTarget } from '../targets'
import { SourceError, type Connection } from '../types'
import type { SkilljarCredentials } from './credentials'
import { discover, type Discovery } from './discover'
import { explainPostgres } from './errors'
import { openSnapshot } from './reader'
import { openSession, sessionLimits, type Session, type SessionLimits } from './session'

export interface SkilljarOptions {
  readonly tables: readonly Table[]
  readonly privateTargets: readonly string[]
  readonly limits?: SessionLimits
}

/** What fails after the server was reached and trusted. */
const afterGreeting = new Set(['login', 'database', 'busy'])

export function connectSkilljar(credentials: SkilljarCredentials, options: SkilljarOptions): Connection {
  return {
    id: 'skilljar',
    async open() {
      const session = await openSession(credentials, options.privateTargets, options.limits)
      return openSnapshot(session, { ...options, schema: credentials.schema })
    },
    test: (signal) => testSteps(credentials, options, signal),
  }
}

async function testSteps(credentials: SkilljarCredentials, options: SkilljarOptions, signal: AbortSignal) {
  const { host, port, schema, sslmode, user } = credentials
  const { tables, privateTargets, limits = sessionLimits } = options
  let session: Session | undefined
  let refusal: SourceError | undefined
  let discovery: Discovery | undefined
  const kill = () => session?.kill()
  const connected = () => {
    signal.throwIfAborted()
    if (!session) throw new Error('The steps of a test run in order.')
    return session
  }
  const asked = async <T>(work: () => Promise<T>, table?: string) => {
    try {
      return await work()
    } catch (error) {
      throw explainPostgres(error, table === undefined ? connected().place : { ...connected().place, table })
    }
  }

  signal.addEventListener('abort', kill)
  try {
    return await runSteps([
      {
        name: 'Host',
        async run() {
          await resolveTarget(host, port, privateTargets)
          return `${host} has an address that may be reached.`
        },
      },
      {
        name: sslmode === 'disable' ? 'Connection' : 'Connection and TLS',
        async run() {
          try {
            session = await openSession(credentials, privateTargets, limits)
          } catch (error) {
            if (!(error instanceof SourceError) || !afterGreeting.has(error.code)) throw error
            refusal = error
          }
          return `A PostgreSQL server answers on port ${port}${encryption(credentials)}.`
        },
      },
      {
        name: 'Login',
        async run() {
          if (refusal) throw refusal
          return `User "${user}" may sign in.`
        },
      },
      {
        name: 'Tables',
        async run() {
          const { client } = connected()
          await asked(() => client.query('begin isolation level repeatable read read only'))
          discovery = await asked(() => discover(connected(), schema, tables))
          const count = `${discovery.tables.length} of ${tables.length} tables found in schema "${schema}".`
          return [count, ...discovery.warnings].join(' ')
        },
      },
      {
        name: 'Permission',
        async run() {
          const { client } = connected()
          for (const { name, source } of discovery?.tables ?? []) {
            const from = `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`
            await asked(() => client.query(`select from ${from} limit 0`), source.object)
          }
          return 'All of them may be read; Skillscope reads in read-only transactions.'
        },
      },
    ])
  } finally {
    signal.removeEventListener('abort', kill)
    await session?.end()
  }
}

function encryption({ sslmode, ca }: SkilljarCredentials): string {
  if (sslmode === 'disable') return ', without encryption'
  if (sslmode === 'require' && ca === undefined) return ', encrypted, its certificate unchecked'
  return sslmode === 'verify-full'
    ? ', encrypted, its certificate and name checked'
    : ', encrypted, its certificate checked'
}
