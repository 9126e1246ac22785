/** Who is told: adding, pausing and removing targets, and what the settings page may show of them. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { NotificationTarget } from '@/generated/prisma/client'
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import type { App, AppTx } from '@/lib/db/app'
import { ownKeyRing } from '@/lib/secrets/key'
import { seal, SealBroken } from '@/lib/secrets/seal'
import { signingKeyPlace } from '@/lib/secrets/sealed-values'
import { channelsOfEnvironment } from './channels'
import { send } from './deliver'
import { isEvent, type NotificationEvent } from './events'
import { testMessage } from './message'
import { passOver } from './news'
import { SendError } from './sending'
import { checkWebhook, newSigningKey } from './webhook'
import { openAddress, placeOf, sealAddress } from './webhook-address'

export interface Target {
  readonly id: string
  readonly channel: 'email' | 'webhook'
  /** An e-mail address, or where a webhook goes without its path: some services put a key there. */
  readonly place: string
  /** What is sealed of a webhook is gone, so that nothing can be sent there until it is added again. */
  readonly lost: boolean
  /** Tells two webhooks of one host apart. */
  readonly addedAt: string
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
    include: { deliveries: { where: { state: { not: 'skipped' } }, orderBy: { id: 'desc' }, take: 1 } },
  })
  return targets.map(
    ({ id, channel, address, sealedAddress, sealedKey, createdAt, events, enabled, deliveries: [last] }) => ({
      id,
      channel: channel === 'email' ? 'email' : 'webhook',
      place: address,
      lost: channel === 'webhook' && (sealedAddress === null || sealedKey === null),
      addedAt: createdAt.toISOString(),
      events: events.filter(isEvent),
      enabled,
      last: last
        ? { state: last.state, event: last.event, at: (last.sentAt ?? last.createdAt).toISOString(), error: last.error }
        : null,
    }),
  )
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
  const ring = ownKeyRing()
  const signingKey = channel === 'webhook' ? newSigningKey() : null
  const kept = signingKey
    ? {
        address: placeOf(checked),
        sealedAddress: sealAddress(checked, id, ring),
        sealedKey: seal(signingKey, signingKeyPlace(id), ring.current),
      }
    : { address: checked }
  const createdById = typeof actor === 'object' && actor.kind === 'user' ? actor.id : null
  await app.$transaction(async (tx) => {
    await refuseDouble(tx, channel, checked)
    await tx.notificationTarget.create({ data: { id, channel, ...kept, events: [...events], createdById } })
    const detail = { channel, place: kept.address, events: [...events] }
    await record(tx, { actor, action: 'notification.add', subject: id, detail })
  })
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

/** No index can tell that two sealed addresses are the same, so they are opened, one addition at a time. */
async function refuseDouble(tx: AppTx, channel: string, address: string): Promise<void> {
  await tx.$executeRaw`lock table app.notification_target in share row exclusive mode`
  const ring = ownKeyRing()
  const isSame = (target: NotificationTarget) => {
    if (channel === 'email') return target.address === address
    try {
      return openAddress(target, ring) === address
    } catch (error) {
      if (error instanceof SealBroken) return false
      throw error
    }
  }
  const targets = await tx.notificationTarget.findMany({ where: { channel } })
  if (targets.some(isSame)) throw new TargetRefused('address', 'This address is in the list already.')
}
