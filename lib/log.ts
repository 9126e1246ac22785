/** Logs as JSON lines. Secrets are taken out twice: by the name of the field and by the look of the value. */
import pino from 'pino'
import { env } from './env'

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
]

// Two levels cover what we log: a field of the entry and a field of an object in it.
const paths = secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`])

/** Hides access keys and the passwords of addresses, wherever in a text they stand. */
export function scrub(text: string): string {
  return text
    .replace(/\b(AKIA|ASIA)[A-Z0-9]{12,}/g, '$1***')
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"']*):[^\s/"']*@/gi, '$1:***@')
    .replace(/\bBearer\s+[\w.~+/=-]+/gi, 'Bearer ***')
}

/** A logger that writes to `destination`; the product logs through `log`, tests look at what comes out. */
export function createLog(level: string, destination?: pino.DestinationStream) {
  const options = { level, redact: { paths, censor: '***' }, hooks: { streamWrite: scrub } }
  return destination ? pino(options, destination) : pino(options)
}

export const log = createLog(env.LOG_LEVEL)
