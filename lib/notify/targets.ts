/** Who is told: adding, pausing and removing targets, and what the settings page may show of them. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Prisma } from '@/generated/prisma/client'
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import type { App } from '@/lib/db/app'
import { ownKeyRing } from '@/lib/secrets/key'
import { seal } from '@/lib/secrets/seal'
import { notificationPlace } from '@/lib/secrets/sealed-values'
import { channelsOfEnvironment, send } from './deliver'
import { isEvent, type NotificationEvent } from './events'
import { testMessage } from './message'
import { passOver } from './news'
import { SendError } from './sending'
import { checkWebhook, newSigningKey } from './webhook'

export interface Target {
  readonly id: string
  readonly channel: 'email' | 'webhook'
  /** An e-mail address, or where a webhook goes without its path: some services put a key there. */
  readonly place: string
  readonly events: readonly NotificationEvent[]
  readonly enabled: boolean
  /** The newest message; null: none yet. */
  readonly last: {
    readonly state: string
    readonly event: string
    readonly at: string
    readonly error: string | null
  } | null
}

/** What was entered cannot be used; the message belongs to a field of the form. */
export class TargetRefused extends Error {
  override name = 'TargetRefused'

  constructor(
    readonly field: 'address' | 'events',
    message: string,
  ) {
    super(message)
  }
}

type Who = Actor | 'system'

/** Connecting may take its time, and answering too. */
const TEST_PATIENCE_MS = 15_000

export async function listTargets(app: App): Promise<readonly Target[]> {
  const targets = await app.notificationTarget.findMany({
    orderBy: { createdAt: 'asc' },
    omit: { sealedKey: true },
    include: { deliveries: { where: { state: { not: 'skipped' } }, orderBy: { id: 'desc' }, take: 1 } },
  })
  return targets.map(({ id, channel, address, events, enabled, deliveries: [last] }) => ({
    id,
    channel: channel === 'email' ? 'email' : 'webhook',
    place: placeOf(channel, address),
    events: events.filter(isEvent),
    enabled,
    last: last
      ? { state: last.state, event: last.event, at: (last.sentAt ?? last.createdAt).toISOString(), error: last.error }
      : null,
  }))
}

/** Returns the key that signs a webhook's messages: it is told this once. */
export async function addTarget(
  app: App,
  actor: Who,
  { channel, address, events }: { channel: 'email' | 'webhook'; address: string; events: readonly NotificationEvent[] },
): Promise<{ id: string; signingKey: string | null }> {
  if (events.length === 0) throw new TargetRefused('events', 'Choose at least one event.')
  const checked = await checkAddress(channel, address.trim())
  const id = randomUUID()
  const signingKey = channel === 'webhook' ? newSigningKey() : null
  const sealedKey = signingKey && seal(signingKey, notificationPlace(id), ownKeyRing().current)
  const createdById = typeof actor === 'object' && actor.kind === 'user' ? actor.id : null
  try {
    await app.$transaction(async (tx) => {
      const data = { id, channel, address: checked, sealedKey, events: [...events], createdById }
      await tx.notificationTarget.create({ data })
      const detail = { channel, place: placeOf(channel, checked), events: [...events] }
      await record(tx, { actor, action: 'notification.add', subject: id, detail })
    })
  } catch (error) {
    const isDouble = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
    throw isDouble ? new TargetRefused('address', 'This address is in the list already.') : error
  }
  return { id, signingKey }
}

/** False: somebody removed it already. What happened while it was paused is not told afterwards. */
export async function setEnabled(
  app: App,
  actor: Who,
  id: string,
  { enabled }: { enabled: boolean },
): Promise<boolean> {
  const target = await app.notificationTarget.findUnique({ where: { id } })
  if (!target) return false
  if (enabled && !target.enabled) await passOver(app, target)
  await app.$transaction(async (tx) => {
    await tx.notificationTarget.updateMany({ where: { id }, data: { enabled } })
    await record(tx, { actor, action: enabled ? 'notification.resume' : 'notification.pause', subject: id })
  })
  return true
}

export async function removeTarget(app: App, actor: Who, id: string): Promise<void> {
  await app.$transaction(async (tx) => {
    const { count } = await tx.notificationTarget.deleteMany({ where: { id } })
    if (count > 0) await record(tx, { actor, action: 'notification.remove', subject: id })
  })
}

/** Sends a message at once and remembers how it went. Throws SendError. */
export async function sendTest(app: App, actor: Who, id: string, channels = channelsOfEnvironment()): Promise<void> {
  const target = await app.notificationTarget.findUnique({ where: { id } })
  if (!target) throw new SendError('This target was removed meanwhile.')
  const at = new Date()
  const subject = `test ${at.toISOString()}`
  const remember = async (outcome: { state: 'sent' | 'failed'; error: string | null }) => {
    const data = { targetId: id, event: 'test', connectorId: '-', subject, attempts: 1, ...outcome }
    await app.notification.create({ data: { ...data, sentAt: outcome.state === 'sent' ? at : null } })
    const allowed = outcome.state === 'sent' ? 'allowed' : 'failed'
    await record(app, { actor, action: 'notification.test', subject: id, outcome: allowed })
  }
  try {
    const message = { id: `test-${randomUUID()}`, message: testMessage(), at }
    await send(target, message, channels, AbortSignal.timeout(TEST_PATIENCE_MS))
  } catch (error) {
    if (error instanceof SendError) await remember({ state: 'failed', error: error.message })
    throw error
  }
  await remember({ state: 'sent', error: null })
}

async function checkAddress(channel: 'email' | 'webhook', address: string): Promise<string> {
  if (channel === 'email') {
    const parsed = z.email().max(254).safeParse(address.toLowerCase())
    if (parsed.success) return parsed.data
    throw new TargetRefused('address', 'Enter an e-mail address like team@example.com.')
  }
  try {
    return await checkWebhook(address, channelsOfEnvironment().webhook)
  } catch (error) {
    throw error instanceof SendError ? new TargetRefused('address', error.message) : error
  }
}

function placeOf(channel: string, address: string): string {
  return channel === 'email' ? address : `${new URL(address).origin}/…`
}
