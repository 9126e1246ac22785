/**
 * The only reader of process.env. Every variable is parsed when it is first asked for, so a build needs none of them;
 * an error names the variable and says what it is for.
 */
import path from 'node:path'
import { z } from 'zod'
import { isMailServer } from './env/mail-server'
import { parsePrivateTarget } from './env/private-target'

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
)
const address = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''))
const units = { MB: 1e6, GB: 1e9, TB: 1e12 }
const size = z
  .string()
  .regex(/^\d{1,6}(\.\d+)? ?(MB|GB|TB)$/i)
  .transform((text) => parseFloat(text) * units[text.slice(-2).toUpperCase() as keyof typeof units])
const database = z.url({ protocol: /^postgres(ql)?$/ })
const port = z.coerce.number().int().min(0).max(65_535)
const secret = z
  .string()
  .refine((text) => /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) && Buffer.from(text, 'base64').length === 32)

/** `what` finishes the sentence "NAME must be …"; `fallback` is used where the variable is unset or empty. */
interface Variable<T> {
  schema: z.ZodType<T>
  what: string
  fallback?: string
  optional?: true
}

const optional = <T>(schema: z.ZodType<T>, what: string): Variable<T | undefined> => ({ schema, what, optional: true })

const variables = {
  NODE_ENV: {
    schema: z.enum(['development', 'production', 'test']),
    what: 'development, production or test',
    fallback: 'development',
  },
  CI: { schema: z.string().transform((text) => text !== 'false'), what: 'true on a build server', fallback: 'false' },
  DATABASE_URL: {
    schema: database,
    what: 'the address of a PostgreSQL 15 or newer, like postgresql://user:password@host:5432/skillscope',
  },
  SKILLSCOPE_HOME: {
    schema: z.string().transform((folder) => path.resolve(folder)),
    what: 'the folder that holds the embedded database, its secret and the demo',
    fallback: '.skillscope',
  },
  SKILLSCOPE_SECRET: {
    schema: secret,
    what: '32 random bytes in base64 (openssl rand -base64 32); it seals connector credentials and signs sessions',
  },
  SKILLSCOPE_OLD_SECRETS: {
    schema: list.refine((secrets) => secrets.every((one) => secret.safeParse(one).success)),
    what: 'former values of SKILLSCOPE_SECRET, separated by commas; they open what was sealed with them and seal nothing',
    fallback: '',
  },
  PORT: { schema: port, what: 'the port to serve on, 0 to 65535', fallback: '3000' },
  HOST: { schema: z.string(), what: 'the address to listen on', fallback: '127.0.0.1' },
  APP_URL: optional(address, 'the address people open, like https://skillscope.example.com'),
  SKILLSCOPE_PRIVATE_TARGETS: {
    schema: list.refine((entries) => entries.every((entry) => parsePrivateTarget(entry) !== null)),
    what: 'hosts or CIDRs, with optional ports, separated by commas, that connectors and webhooks may reach although private, like 10.0.0.0/8,db.internal:5432',
    fallback: '',
  },
  SKILLSCOPE_LOCAL_SOURCES: {
    schema: list,
    what: 'folders, separated by commas, that the DataCamp connector may read instead of a bucket',
    fallback: '',
  },
  SKILLSCOPE_STAGING_LIMIT: optional(size, 'how much a refresh may stage in the database, like 500MB or 20GB'),
  SKILLSCOPE_STAGING_TABLESPACE: optional(
    z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/),
    'the name of a tablespace of the database, in letters, digits and underscores',
  ),
  SMTP_URL: optional(
    z.string().refine(isMailServer),
    'the address of the mail server for notifications, like smtps://user:password@mail.example.com:465, where @ : / ? # % in user and password are written as %40 and the like',
  ),
  SMTP_FROM: optional(z.email(), 'the e-mail address that notifications come from'),
  LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    what: 'fatal, error, warn, info, debug, trace or silent',
    fallback: 'info',
  },
  SKILLSCOPE_TEST_HOME: optional(z.string(), 'the folder of the database server that the tests share'),
  SKILLSCOPE_CALLED_FROM: {
    schema: z.string(),
    what: 'the folder that the command line was called in',
    fallback: '.',
  },
  CHROMIUM_PATH: optional(z.string(), 'the path of a Chromium for the browser tests'),
} satisfies Record<string, Variable<unknown>>

type Name = keyof typeof variables
type Parsed = {
  [N in Name]: (typeof variables)[N] extends Variable<infer T> ? T : never
}
export type Env = Readonly<Omit<Parsed, 'APP_URL'> & { APP_URL: string }>

/** A setting that is missing or malformed; the message is for the person who starts the program. */
export class EnvError extends Error {
  override name = 'EnvError'
}

const parsed = new Map<Name, { raw: string | undefined; value: unknown }>()

function read(name: Name): unknown {
  const variable: Variable<unknown> = variables[name]
  const raw = process.env[name]
  const known = parsed.get(name)
  if (known && known.raw === raw) return known.value

  const text = raw === undefined || raw === '' ? variable.fallback : raw
  if (text === undefined && !variable.optional) throw new EnvError(`${name} is not set. It must be ${variable.what}.`)
  const result = text === undefined ? undefined : variable.schema.safeParse(text)
  // The value itself stays out of the message: it may be a password.
  if (result && !result.success) throw new EnvError(`${name} is malformed. It must be ${variable.what}.`)

  const value = result?.data ?? (name === 'APP_URL' ? `http://localhost:${String(read('PORT'))}` : undefined)
  // The default of APP_URL follows PORT.
  if (name !== 'APP_URL' || text !== undefined) parsed.set(name, { raw, value })
  return value
}

export const env: Env = Object.defineProperties(
  {} as Env,
  Object.fromEntries(
    (Object.keys(variables) as Name[]).map((name) => [name, { enumerable: true, get: () => read(name) }]),
  ),
)

/** Whether the person who started the program gave this variable; nothing is parsed. */
export function isSet(name: Name): boolean {
  return process.env[name] !== undefined && process.env[name] !== ''
}

/** Sets variables for this process and the ones it starts. */
export function provide(values: Partial<Record<Name, string>>): void {
  Object.assign(process.env, values)
}

/** The whole environment for a child process; `changes` with undefined removes a variable. */
export function childEnvironment(changes: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...changes }
}

/** Fails at start, rather than at the first request, when something that every server process needs is wrong. */
export function checkEnvironment(): void {
  for (const name of Object.keys(variables) as Name[]) read(name)
}
