/** To whom something goes: active accounts of this installation, and webhooks that an administrator entered. */
import type pg from 'pg'
import { countTries, RateLimited } from '@/lib/auth/rate-limit'
import type { Actor } from '@/lib/authz/actor'
import { may } from '@/lib/authz/permissions'
import type { App } from '@/lib/db/app'
import { DeliveryRefused } from './refused'

export interface Recipients {
  readonly emails: readonly string[]
  /** Ids of webhooks. */
  readonly targets: readonly string[]
}

const MOST = 50

/** Who tries addresses out to learn which have an account does not get far. Throws DeliveryRefused. */
export async function countNamed(actor: Actor, emails: readonly string[], pool?: pg.Pool): Promise<void> {
  const tries = othersAmong(actor, emails).length
  if (tries === 0) return
  try {
    await countTries('delivery.recipients', { key: actor.id, tries }, pool)
  } catch (error) {
    throw error instanceof RateLimited ? refused(error.message) : error
  }
}

const addressesIn = (emails: readonly string[]) => [
  ...new Set(emails.map((text) => text.trim().toLowerCase()).filter((text) => text !== '')),
]

const othersAmong = ({ email }: Actor, emails: readonly string[]) =>
  addressesIn(emails).filter((address) => address !== email?.toLowerCase())

/** Throws DeliveryRefused. */
export async function chosenRecipients(
  app: App,
  actor: Actor,
  { emails, targets }: Recipients,
): Promise<{ userId?: string; targetId?: string }[]> {
  const addresses = addressesIn(emails)
  if ((othersAmong(actor, emails).length > 0 || targets.length > 0) && !may(actor, 'deliveries.send')) {
    throw refused('Your role allows sending to yourself only.')
  }
  if (addresses.length + targets.length === 0) throw refused('Name at least one recipient.')
  if (addresses.length + targets.length > MOST) throw refused(`At most ${MOST} recipients can be named.`)
  const users = await app.user.findMany({ where: { email: { in: addresses }, disabledAt: null } })
  const unknown = addresses.filter((address) => !users.some(({ email }) => email === address))
  if (unknown.length > 0)
    throw refused(`No active account has the address ${unknown.join(', ')}. An administrator can invite people.`)
  const known = await webhooks(app)
  const webhookIds = [...new Set(targets)].map((id) => {
    if (known.some((target) => target.id === id)) return id
    throw refused('This webhook was removed or paused meanwhile.')
  })
  return [...users.map(({ id }) => ({ userId: id })), ...webhookIds.map((id) => ({ targetId: id }))]
}

/** Those that an administrator opened for views and alerts. */
export async function webhooks(app: App): Promise<readonly { id: string; place: string }[]> {
  const targets = await app.notificationTarget.findMany({
    where: { channel: 'webhook', enabled: true, events: { has: 'view.sent' } },
    orderBy: { createdAt: 'asc' },
  })
  return targets.map(({ id, address }) => ({ id, place: address }))
}

const refused = (message: string) => new DeliveryRefused('recipients', message)
