/** What PostgreSQL and the way to it answer, in plain words. The server's own texts never reach people: they may hold names and data. */
import { SourceError } from '../types'

export interface PostgresPlace {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  /** Table being read, if any. */
  readonly table?: string
  /** How long one statement may take. */
  readonly limitMs?: number
}

type Explain = (place: PostgresPlace) => SourceError

function span(milliseconds = 0): string {
  if (milliseconds === 0) return 'allowed'
  return milliseconds < 120_000 ? `${milliseconds / 1_000} seconds` : `${Math.round(milliseconds / 60_000)} minutes`
}

const conflict: Explain = ({ table }) =>
  new SourceError('conflict', `The source broke off reading ${table ?? 'a table'} because of changes of its own.`, true)

const save = 'Save new credentials under Admin › Connectors.'
const interrupted: Explain = ({ host }) => new SourceError('network', `The connection to ${host} was cut.`, true)
const silent: Explain = ({ host, port }) =>
  new SourceError(
    'timeout',
    `${host} did not answer on port ${port} in time. Check host, port and the source’s list of allowed addresses.`,
    true,
  )
const untrusted: Explain = ({ host }) =>
  new SourceError(
    'tls',
    `${host} shows a certificate that is not trusted. Paste the certificate of its authority, or check the host.`,
  )

const byCode: Record<string, Explain> = {
  '28P01': ({ user }) => new SourceError('login', `The source refused the password for user "${user}". ${save}`),
  '28000': ({ user, database }) =>
    new SourceError(
      'login',
      `The source lets user "${user}" not into database "${database}" from here. Check user, TLS mode and its list of allowed addresses.`,
    ),
  '3D000': ({ database }) =>
    new SourceError('database', `The source has no database "${database}". Check the database name.`),
  '3F000': () => new SourceError('schema', 'The source has no such schema. Check the schema name.'),
  '42501': ({ user, table }) =>
    new SourceError(
      'permission',
      `User "${user}" may not read ${table ?? 'the tables'}. Ask for the right to select from it.`,
    ),
  '42P01': ({ table }) =>
    new SourceError('missing_table', `The source has no table ${table ?? 'that was listed before'} any more.`),
  '42703': ({ table }) =>
    new SourceError('missing_column', `A column of ${table ?? 'a table'} went away while it was read.`, true),
  '53300': ({ host }) => new SourceError('busy', `${host} has no connection left.`, true),
  '53400': ({ host }) => new SourceError('busy', `${host} has reached a limit of its own.`, true),
  '57P01': interrupted,
  '57P02': interrupted,
  '57P03': ({ host }) => new SourceError('busy', `${host} is starting up or shutting down.`, true),
  '57P05': interrupted,
  // Also sent when somebody at the source ends the statement; only the server's own words, in its own language, tell which.
  '57014': ({ table, limitMs }) =>
    new SourceError(
      'timeout',
      `Reading ${table ?? 'the source'} took longer than ${span(limitMs)}, or was ended at the source. Ask the source’s operator whether it is slow or locked.`,
      true,
    ),
  '40001': conflict,
  '40P01': ({ table }) =>
    new SourceError('conflict', `The source broke off reading ${table ?? 'a table'} because of a deadlock.`, true),
  '55P03': ({ table }) => new SourceError('locked', `${table ?? 'A table'} is locked in the source.`, true),
  '25P03': interrupted,
  '25P04': interrupted,
  ENOTFOUND: ({ host }) => new SourceError('host', `There is no host named ${host}. Check the spelling of the host.`),
  EAI_AGAIN: ({ host }) => new SourceError('host', `The name ${host} could not be looked up just now.`, true),
  ECONNREFUSED: ({ host, port }) =>
    new SourceError('host', `${host} refused the connection on port ${port}. Check host and port.`, true),
  ENETUNREACH: ({ host }) => new SourceError('host', `There is no way to ${host} from this machine.`, true),
  EHOSTUNREACH: ({ host }) => new SourceError('host', `There is no way to ${host} from this machine.`, true),
  ECONNRESET: interrupted,
  EPIPE: interrupted,
  ETIMEDOUT: silent,
  ERR_TLS_CERT_ALTNAME_INVALID: ({ host }) =>
    new SourceError(
      'tls',
      `The certificate was made for another host than ${host}. Check the host, or use TLS mode verify-ca.`,
    ),
  CERT_HAS_EXPIRED: ({ host }) =>
    new SourceError('tls', `The certificate of ${host} has expired. Ask the source’s operator to renew it.`),
  EPROTO: ({ host, port }) =>
    new SourceError('tls', `${host} does not speak TLS on port ${port}. Check host and port.`),
}

/** The driver's own failures have no code. */
const byMessage: readonly [RegExp, Explain][] = [
  [
    /does not support SSL/,
    ({ host }) =>
      new SourceError(
        'tls',
        `${host} offers no TLS. Check the host, or set TLS mode to disable if the way to it is safe.`,
      ),
  ],
  [
    /establishing an SSL connection/,
    ({ host, port }) =>
      new SourceError('tls', `What answers at ${host}, port ${port}, is no PostgreSQL. Check host and port.`),
  ],
  [/timeout expired|connection timeout|Query read timeout/, silent],
  [
    /Connection terminated|Connection ended|Client has encountered a connection error|not queryable|before secure TLS/,
    interrupted,
  ],
  [
    /SASL|password/i,
    ({ user }) => new SourceError('login', `The source refused the password for user "${user}". ${save}`),
  ],
]

const byClass: Record<string, Explain> = {
  '08': interrupted,
  '22': ({ table }) =>
    new SourceError('malformed', `${table ?? 'A table'} holds text that the source itself cannot convert to UTF-8.`),
  '53': ({ host }) => new SourceError('busy', `${host} is short of memory, disk or connections.`, true),
}

export function explainPostgres(error: unknown, place: PostgresPlace): SourceError {
  if (error instanceof SourceError) return error
  const { code = '', message = '' } = error as { code?: string; message?: string }
  if (/conflict with recovery/.test(message)) return conflict(place)
  const known = byCode[code] ?? byClass[code.slice(0, 2)]
  if (known) return known(place)
  if (/^(CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|HOSTNAME_MISMATCH|INVALID_CA|ERR_OSSL)/.test(code))
    return untrusted(place)
  const spoken = code === '' ? byMessage.find(([pattern]) => pattern.test(message)) : undefined
  if (spoken) return spoken[1](place)
  return new SourceError(
    'server',
    `${place.host} failed${place.table ? ` while ${place.table} was read` : ''} (${code || 'no code'}).`,
    true,
  )
}
