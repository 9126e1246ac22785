/**
 * The database's own login for statements that people write (migration sql_page). Its password is derived from
 * SKILLSCOPE_SECRET, so that every process knows it and nothing keeps it; the database is told only what SCRAM verifies it by.
 */
import { createHash, createHmac, hkdfSync, pbkdf2Sync, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { remember } from '@/lib/secrets/known'

const ITERATIONS = 4096

export function loginPassword(secret: string, login: string): string {
  const key = hkdfSync('sha256', Buffer.from(secret, 'base64'), 'skillscope', `sql login ${login}`, 32)
  const password = Buffer.from(key).toString('base64url')
  remember(password)
  return password
}

/** RFC 5803, as PostgreSQL stores it. The password is plain ASCII, which SASLprep leaves alone. */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256')
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest()
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${hmac('Server Key').toString('base64')}`
}

/** The same database, entered as its login for statements. */
export function loginUrl(url: string, login: string, password: string): string {
  const address = new URL(url)
  address.searchParams.delete('user')
  address.searchParams.delete('password')
  if (address.hostname === '') {
    // Of a socket: such an address takes its user among the parameters alone.
    address.searchParams.set('user', login)
    address.searchParams.set('password', password)
  } else {
    address.username = encodeURIComponent(login)
    address.password = password
  }
  return address.href
}

export async function loginName(owner: pg.Pool): Promise<string> {
  const { rows } = await owner.query<{ login: string }>('select app.sql_login() as login')
  const [found] = rows
  if (!found) throw new Error('The database did not name its login for SQL. Run: node bin/skillscope.mjs migrate')
  return found.login
}

/** Makes the login where it is missing, and gives it today's password; any number of processes may do so at once. */
export async function admitLogin(owner: pg.Pool, password: string): Promise<void> {
  await owner.query('call app.admit_sql_login($1)', [scramVerifier(password)])
}
