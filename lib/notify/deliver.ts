/** Sends what waits. A message that does not get through is tried again three times, then it failed, with the reason. */
import type { NotificationTarget, Notification } from '@/generated/prisma/client'
import type { App } from '@/lib/db/app'
import { log, scrub } from '@/lib/log'
import { channelsOfEnvironment, PATIENCE_SECONDS, type Channels } from './channels'
import { sendEmail } from './email'
import type { Message } from './message'
import { openWebhook } from './open-webhook'
import { SendError } from './sending'
import { postWebhook } from './webhook'

const AT_ONCE = 10
/** Longer than a try takes; after a crash the message is tried again then. */
const CLAIM_SECONDS = 60
const KEPT_DAYS = 90

/** Returns how many were tried. */
export async function deliverDue(app: App, signal: AbortSignal, channels = channelsOfEnvironment()): Promise<number> {
  const ids = await claimDue(app)
  await Promise.all(ids.map((id) => deliver(app, id, channels, signal)))
  await app.notification.deleteMany({
    where: { state: { not: 'pending' }, createdAt: { lt: new Date(Date.now() - KEPT_DAYS * 86_400_000) } },
  })
  return ids.length
}

/** Sends one message now. Throws SendError. */
export async function send(
  target: Pick<NotificationTarget, 'id' | 'channel' | 'address' | 'sealedAddress' | 'sealedKey'>,
  { id, message, at }: { id: string; message: Message; at: Date },
  channels: Channels,
  signal: AbortSignal,
): Promise<void> {
  if (target.channel === 'email') {
    if (!channels.mail) throw new SendError('E-mail needs SMTP_URL, which is not set.')
    await sendEmail({ id, address: target.address, message }, channels.mail)
    return
  }
  await postWebhook({ id, ...openWebhook(target), message, at }, channels.webhook, signal)
}

/** By the database's clock; a second worker does not get the same ones. */
async function claimDue(app: App): Promise<readonly bigint[]> {
  const rows = await app.$queryRaw<{ id: bigint }[]>`
    update app.notification set try_at = clock_timestamp() + make_interval(secs => ${CLAIM_SECONDS}::int)
    where id in (
      select waiting.id from app.notification as waiting
      join app.notification_target as target on target.id = waiting.target_id and target.enabled
      where waiting.state = 'pending' and waiting.try_at <= clock_timestamp()
      order by waiting.id limit ${AT_ONCE} for update of waiting skip locked
    ) returning id`
  return rows.map(({ id }) => id)
}

async function deliver(app: App, id: bigint, channels: Channels, signal: AbortSignal): Promise<void> {
  const found = await app.notification.findUnique({ where: { id }, include: { target: true } })
  if (!found) return
  const { target, attempts, event, createdAt } = found
  try {
    const message = messageOf(found)
    await send(target, { id: `notification-${id}`, message, at: createdAt }, channels, signal)
  } catch (error) {
    // A worker that stops tells nothing about the target.
    if (signal.aborted) return
    const reason =
      error instanceof SendError ? scrub(error.message) : 'It could not be sent; see the log of the worker.'
    if (!(error instanceof SendError)) log.error({ notification: Number(id), err: error }, 'a message was not sent')
    const wait = PATIENCE_SECONDS[attempts]
    log.warn({ notification: Number(id), event, channel: target.channel, tries: attempts + 1 }, reason)
    await app.$executeRaw`
      update app.notification set attempts = ${attempts + 1}, error = ${reason},
        state = ${wait === undefined ? 'failed' : 'pending'},
        try_at = clock_timestamp() + make_interval(secs => ${wait ?? 0}::int)
      where id = ${id} and state = 'pending'`
    return
  }
  await app.notification.updateMany({
    where: { id, state: 'pending' },
    data: { state: 'sent', attempts: attempts + 1, error: null, sentAt: new Date() },
  })
  log.info({ notification: Number(id), event, channel: target.channel }, 'a message was sent')
}

/** Safe: only news.ts writes this column. */
function messageOf({ body }: Notification): Message {
  return body as unknown as Message
}
