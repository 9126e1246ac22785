/** Logs as JSON lines. Secrets are taken out by the name of the field, by the look of the value, and by value. */
import pino from 'pino'
import { env } from './env'
import { hideKnown } from './secrets/known'

const secretFields = [
  'password',
  'secret',
  'secretAccessKey',
  'accessKeyId',
  'token',
  'authorization',
  'cookie',
  'credentials',
  'connectionString',
  'DATABASE_URL',
  'SKILLSCOPE_SECRET',
  'SKILLSCOPE_OLD_SECRETS',
]

// Two levels cover what we log: a field of the entry and a field of an object in it.
const paths = secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`])

/** Hides every secret that this process knows, access keys, and the passwords of addresses, wherever they stand. */
export function scrub(text: string): string {
  return hideKnown(text)
    .replace(/\b(AKIA|ASIA)[A-Z0-9]{12,}/g, '$1***')
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"']*):[^\s/"']*@/gi, '$1:***@')
    .replace(/\bBearer\s+[\w.~+/=-]+/gi, 'Bearer ***')
}

/** The same for every text in a value that is stored or shown. */
export function scrubAll<T>(value: T): T {
  if (typeof value === 'string') return scrub(value) as T
  if (Array.isArray(value)) return value.map(scrubAll) as T
  // Dates and the like are objects of a class: they hold no text of ours.
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, scrubAll(part as unknown)])) as T
}

/** PostgreSQL quotes rows and keys in these fields of its errors: learners' data, which the log does not need. */
function err(error: Error): object {
  const {
    detail: _detail,
    where: _where,
    internalQuery: _query,
    hint: _hint,
    raw: _raw,
    ...told
  } = pino.stdSerializers.err(error)
  return told
}

/** A logger that writes to `destination`; the product logs through `log`, tests look at what comes out. */
export function createLog(level: string, destination?: pino.DestinationStream) {
  const options = { level, redact: { paths, censor: '***' }, hooks: { streamWrite: scrub }, serializers: { err } }
  return destination ? pino(options, destination) : pino(options)
}

export const log = createLog(env.LOG_LEVEL)
