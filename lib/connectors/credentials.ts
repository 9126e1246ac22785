/**
 * Credentials are write-only: secrets are sealed one by one, replaced only by what is entered anew, and opened only to
 * connect. What is no secret lies in the connector's config and can be shown.
 */
import { z } from 'zod'
import { record, type AuditEntry } from '@/lib/audit/record'
import type { ConnectorId } from '@/lib/catalogue/types'
import type { Prisma } from '@/generated/prisma/client'
import type { App, AppTx } from '@/lib/db/app'
import { env } from '@/lib/env'
import { scrubAll } from '@/lib/log'
import { ownKeyRing } from '@/lib/secrets/key'
import { opens, seal, SealBroken, unseal } from '@/lib/secrets/seal'
import { connectors, type ConnectOptions } from './registry'
import { checkReach } from './reach'
import { SourceError, type Connection } from './types'

type Actor = AuditEntry['actor']
type Values = Record<string, unknown>

/** What was entered does not fit; messages by field. */
export class InvalidCredentials extends Error {
  override name = 'InvalidCredentials'

  constructor(
    readonly connectorId: ConnectorId,
    readonly fields: Readonly<Record<string, string>>,
  ) {
    const told = Object.entries(fields).map(([field, message]) => `${field}: ${message}`)
    super(`The credentials for ${connectors[connectorId].label} do not fit. ${told.join(' ')}`)
  }
}

export interface PublicCredentials {
  readonly isConfigured: boolean
  readonly config: Readonly<Record<string, unknown>>
  /** For each secret that is stored: since when, and by whom. */
  readonly secrets: Readonly<Record<string, { setAt: Date; setByName: string | null }>>
  /** Stored secrets that do not open, after a restore with another SKILLSCOPE_SECRET or damage: to be entered again. */
  readonly unreadable: readonly string[]
}

/**
 * `input` is complete but for secrets: an absent or empty secret keeps the stored one, as long as the place that it is
 * sent to stays the same; any other absent or empty field takes its default.
 */
export async function saveCredentials(app: App, actor: Actor, id: ConnectorId, input: Values): Promise<void> {
  const { fields, schemaFor } = connectors[id]
  const entered = clean(id, input)
  const schema = schemaFor(entered)
  const stored = await app.connector.findUnique({
    where: { id },
    select: { config: true, secrets: { select: { field: true, version: true, sealed: true } } },
  })

  const sealed = (stored?.secrets ?? []).map(({ field }) => field)
  const unreadable = unreadableOf(id, stored?.secrets ?? [])
  const usable = sealed.filter((name) => !unreadable.includes(name))
  const kept = usable.filter((name) => !(name in entered) && schema instanceof z.ZodObject && name in schema.shape)
  const parsed = schema.safeParse({ ...Object.fromEntries(kept.map((name) => [name, 'stays-as-it-is'])), ...entered })
  if (!parsed.success) throw new InvalidCredentials(id, problems(parsed.error))
  const values = parsed.data as Values
  const isSecret = new Set(fields.filter((field) => field.secret).map((field) => field.name))
  const config = Object.fromEntries(Object.entries(values).filter(([name]) => !isSecret.has(name)))

  const before = (stored?.config ?? {}) as Values
  const changed = fields.filter(
    ({ name, secret, guardsSecrets }) => guardsSecrets && (secret ? name in entered : config[name] !== before[name]),
  )
  const lost = kept.filter((name) => changed.some((field) => field.name !== name))
  if (lost.length > 0) {
    const message = `Enter this again, because of the change to: ${changed.map(({ label }) => label).join(', ')}.`
    throw new InvalidCredentials(id, Object.fromEntries(lost.map((name) => [name, message])))
  }
  await checkReach(id, values, fromEnvironment()).catch((error: unknown) => {
    if (!(error instanceof SourceError)) throw error
    throw new InvalidCredentials(id, { [reachField(values)]: error.message })
  })

  const replaced = Object.keys(entered).filter((name) => isSecret.has(name))
  const removed = sealed.filter((name) => !kept.includes(name) && !replaced.includes(name))
  await app.$transaction(async (tx) => {
    const data = { config: config as Prisma.InputJsonObject }
    await tx.connector.upsert({ where: { id }, create: { id, ...data }, update: data })
    for (const field of replaced) await storeSecret(tx, actor, id, field, String(values[field]))
    await tx.connectorSecret.deleteMany({ where: { connectorId: id, field: { in: removed } } })
    const detail = { fields: Object.keys(config), secretsReplaced: replaced, secretsRemoved: removed }
    await record(tx, { actor, action: 'connector.credentials.saved', subject: id, detail })
  })
}

export async function removeCredentials(app: App, actor: Actor, id: ConnectorId): Promise<void> {
  await app.$transaction(async (tx) => {
    await tx.connectorSecret.deleteMany({ where: { connectorId: id } })
    await tx.connector.updateMany({ where: { id }, data: { config: {} } })
    await record(tx, { actor, action: 'connector.credentials.removed', subject: id })
  })
}

/** What may be shown: an allow-list of the fields that are no secrets. */
export async function publicView(app: App, id: ConnectorId): Promise<PublicCredentials> {
  const row = await app.connector.findUnique({
    where: { id },
    select: {
      config: true,
      secrets: { select: { field: true, version: true, sealed: true, setAt: true, setByName: true } },
    },
  })
  const config = (row?.config ?? {}) as Values
  const shown = connectors[id].fields.filter((field) => !field.secret && config[field.name] !== undefined)
  return {
    isConfigured: shown.length > 0,
    config: Object.fromEntries(shown.map(({ name }) => [name, config[name]])),
    secrets: Object.fromEntries(
      (row?.secrets ?? []).map(({ field, setAt, setByName }) => [field, { setAt, setByName }]),
    ),
    unreadable: unreadableOf(id, row?.secrets ?? []),
  }
}

/** Opens the stored credentials; only the worker and the connection test do. */
export async function connection(app: App, id: ConnectorId): Promise<Connection> {
  const { label, schema, connect } = connectors[id]
  const row = await app.connector.findUnique({ where: { id }, include: { secrets: true } })
  const config = (row?.config ?? {}) as Values
  if (Object.keys(config).length === 0) {
    throw new SourceError(
      'not_configured',
      `${label} is not connected yet. Enter its credentials under Admin › Connectors.`,
    )
  }
  const parsed = schema.safeParse({ ...config, ...open(id, row?.secrets ?? []) })
  if (!parsed.success) {
    throw new SourceError(
      'credentials',
      `The stored credentials for ${label} are incomplete. Enter them again under Admin › Connectors.`,
    )
  }
  const source = connect(parsed.data, fromEnvironment())
  return {
    id: source.id,
    open: () => source.open(),
    // The result is stored and shown, whatever the source said in its errors.
    test: async (signal) => scrubAll(await source.test(signal)),
  }
}

interface Sealed {
  readonly field: string
  readonly version: number
  readonly sealed: string
}

function unreadableOf(connectorId: ConnectorId, secrets: readonly Sealed[]): string[] {
  const ring = ownKeyRing()
  const shut = secrets.filter(({ field, version, sealed }) => !opens(sealed, { connectorId, field, version }, ring))
  return shut.map(({ field }) => field)
}

function open(connectorId: ConnectorId, secrets: readonly Sealed[]): Values {
  const ring = ownKeyRing()
  try {
    return Object.fromEntries(
      secrets.map(({ field, version, sealed }) => [
        field,
        unseal(sealed, { connectorId, field, version }, ring).reveal(),
      ]),
    )
  } catch (error) {
    if (error instanceof SealBroken) throw new SourceError('credentials', error.message)
    throw error
  }
}

function fromEnvironment(): ConnectOptions {
  return { privateTargets: env.SKILLSCOPE_PRIVATE_TARGETS, localSources: env.SKILLSCOPE_LOCAL_SOURCES }
}

/** Empty fields of a form are absent fields. Only names that the connector knows get any further. */
function clean(id: ConnectorId, input: Values): Values {
  const cleaned: Values = {}
  const unknown: Record<string, string> = {}
  for (const [name, given] of Object.entries(input)) {
    const field = connectors[id].fields.find((candidate) => candidate.name === name)
    if (!field) {
      unknown[name] = `${connectors[id].label} has no such field.`
      continue
    }
    const value = typeof given === 'string' && !field.secret ? given.trim() : given
    if (value === undefined || value === null || value === '') continue
    if (field.secret && isMask(value)) {
      const message = 'These are placeholder characters. Leave the field empty to keep what is stored.'
      throw new InvalidCredentials(id, { [name]: message })
    }
    cleaned[name] = field.input === 'checkbox' ? checked(value) : value
  }
  if (Object.keys(unknown).length > 0) throw new InvalidCredentials(id, unknown)
  return cleaned
}

/** What programs show in place of a secret; kept as one, it would lock us out at the next refresh. */
function isMask(value: unknown): boolean {
  return typeof value === 'string' && /^([-*•●·.\u2013\u2014\s]+|\[redacted\])$/i.test(value)
}

/** What browsers send for a checkbox; anything else is left for the schema to refuse. */
function checked(value: unknown): unknown {
  if (value === 'on' || value === 'true') return true
  return value === 'false' ? false : value
}

async function storeSecret(
  tx: AppTx,
  actor: Actor,
  connectorId: ConnectorId,
  field: string,
  plain: string,
): Promise<void> {
  const where = { connectorId_field: { connectorId, field } }
  const before = await tx.connectorSecret.findUnique({ where, select: { version: true } })
  const version = (before?.version ?? 0) + 1
  const sealed = seal(plain, { connectorId, field, version }, ownKeyRing().current)
  const setBy =
    typeof actor === 'string'
      ? { setById: null, setByName: actor }
      : { setById: actor.kind === 'user' ? actor.id : null, setByName: actor.name }
  const data = { version, sealed, setAt: new Date(), ...setBy }
  await tx.connectorSecret.upsert({ where, create: { connectorId, field, ...data }, update: data })
}

function problems(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const { path, code, message, ...issue } of error.issues) {
    const names = code === 'unrecognized_keys' ? (issue as { keys: string[] }).keys : [String(path[0] ?? 'form')]
    const text = code === 'unrecognized_keys' ? 'This does not go together with the other fields.' : message
    for (const name of names) fields[name] ??= message.startsWith('Invalid input: expected') ? 'This is missing.' : text
  }
  return fields
}

function reachField(values: Values): string {
  return ['path', 'endpoint', 'host'].find((name) => name in values) ?? 'region'
}
