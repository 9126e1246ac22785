/**
 * One connection to Skilljar's database. Everything that node-postgres would otherwise take from PG* variables, a password
 * file or a connection string is given; the address that was checked is the one connected to.
 */
import net from 'node:net'
import tls from 'node:tls'
import pg from 'pg'
import { resolveTarget } from '../targets'
import type { SkilljarCredentials } from './credentials'
import { explainPostgres, type PostgresPlace } from './errors'

export interface SessionLimits {
  readonly connectMs: number
  readonly statementMs: number
  /** Between two pieces of a table. */
  readonly idleMs: number
  /** For one answer that is no table; a little more than idleMs unless told. */
  readonly answerMs?: number
}

export const sessionLimits: SessionLimits = { connectMs: 10_000, statementMs: 30 * 60_000, idleMs: 110_000 }

export interface Session {
  readonly client: pg.Client
  readonly place: PostgresPlace
  /** Why the server ended the connection while it was asked nothing; what is asked then only finds it gone. */
  readonly farewell: () => pg.DatabaseError | undefined
  /** Ends the connection at once, whatever it is doing. */
  kill(): void
  end(): Promise<void>
}

export async function openSession(
  credentials: SkilljarCredentials,
  privateTargets: readonly string[],
  limits: SessionLimits = sessionLimits,
): Promise<Session> {
  const { host, port, database, user } = credentials
  const place = { host, port, database, user }
  const { address } = await resolveTarget(host, port, privateTargets)
  const socket = new net.Socket()
  const client = new pg.Client({
    host: address,
    port,
    database,
    user,
    password: credentials.password,
    ssl: tlsOptions(credentials),
    sslnegotiation: 'postgres',
    client_encoding: 'UTF8',
    application_name: 'skillscope',
    connectionTimeoutMillis: limits.connectMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    stream: () => socket,
    types: { getTypeParser: () => (text: string) => text },
  } as pg.ClientConfig)
  forgetEnvironment(client)
  // A connection lost between two queries is told by the next query, but not why.
  let farewell: pg.DatabaseError | undefined
  client.on('error', (error) => {
    if (error instanceof pg.DatabaseError) farewell ??= error
  })

  try {
    await client.connect()
  } catch (error) {
    socket.destroy()
    throw explainPostgres(error, place)
  }
  return {
    client,
    place,
    farewell: () => farewell,
    kill: () => void socket.destroy(),
    async end() {
      // A polite goodbye must not wait for a peer that is gone.
      const timer = setTimeout(() => socket.destroy(), 1_000)
      await client.end().catch(() => {})
      clearTimeout(timer)
    },
  }
}

/** node-postgres reads these from PGOPTIONS, PGREPLICATION and PGBINARY when they are not given, and "none" cannot be given. */
function forgetEnvironment(client: pg.Client): void {
  const { connectionParameters } = client as unknown as { connectionParameters: Record<string, unknown> }
  Object.assign(connectionParameters, { options: undefined, replication: undefined, binary: false })
}

function tlsOptions({ sslmode, host, ca }: SkilljarCredentials): false | tls.ConnectionOptions {
  if (sslmode === 'disable') return false
  const base: tls.ConnectionOptions = {
    ...(net.isIP(host) === 0 ? { servername: host } : {}),
    ...(ca === undefined ? {} : { ca }),
    minVersion: 'TLSv1.2',
  }
  // As in libpq: "require" encrypts without asking who answers, unless an authority is given.
  if (sslmode === 'require' && ca === undefined) return { ...base, rejectUnauthorized: false }
  const checkServerIdentity = (_: string, certificate: tls.PeerCertificate) =>
    sslmode === 'verify-full' ? tls.checkServerIdentity(host, certificate) : undefined
  return { ...base, rejectUnauthorized: true, checkServerIdentity }
}
