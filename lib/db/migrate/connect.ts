/** A connection for migrations: one session, in UTC, on a server new enough. */
import pg from 'pg'
import { keepAlive, sessionSettings, withSettings } from '../pools'

export class MigrationError extends Error {
  override name = 'MigrationError'
}

const OLDEST_SERVER = 15

/** Refuses a server that would store wrong times or lacks what our SQL needs. */
export async function assertUsable(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ zone: string; version: string }>(
    `select current_setting('TimeZone') as zone, current_setting('server_version_num') as version`,
  )
  const { zone, version } = rows[0]!
  if (!['UTC', 'Etc/UTC', 'GMT', 'UCT'].includes(zone)) {
    throw new MigrationError(
      `The database gives sessions in time zone ${zone} although UTC was asked for. Let connections set their time zone (a pooler may drop it), or set the server's TimeZone to UTC.`,
    )
  }
  const major = Math.floor(Number(version) / 10_000)
  if (major < OLDEST_SERVER) {
    throw new MigrationError(`The database is PostgreSQL ${major}. Skillscope needs ${OLDEST_SERVER} or newer.`)
  }
}

export async function withConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: withSettings(url, sessionSettings),
    application_name: 'skillscope migrate',
    connectionTimeoutMillis: 10_000,
    ...keepAlive,
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await assertUsable(client)
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Works in a database of its own on the same server, which is dropped again. */
export async function withShadow<T>(url: string, work: (shadowUrl: string) => Promise<T>): Promise<T> {
  const name = `skillscope_shadow_${crypto.randomUUID().replaceAll('-', '')}`
  await withConnection(url, (client) => client.query(`create database ${name} template template0`))
  try {
    const shadow = new URL(url)
    shadow.pathname = `/${name}`
    return await work(shadow.href)
  } finally {
    await withConnection(url, (client) => client.query(`drop database if exists ${name} with (force)`))
  }
}
