/** Sends what waits. A message that does not get through is tried again three times, then it failed, with the reason. */
import { record } from '@/lib/audit/record'
import { stillHolds } from '@/lib/authz/still-holds'
import type { App } from '@/lib/db/app'
import { env } from '@/lib/env'
import { ExplorerRefused } from '@/lib/explorer/refused'
import { InvalidTableQuery } from '@/lib/explorer/invalid-table-query'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { log, scrub } from '@/lib/log'
import { NotForThisReader } from '@/lib/metrics/query'
import { openWebhook } from '@/lib/notify/open-webhook'
import { SendError } from '@/lib/notify/sending'
import { postSigned } from '@/lib/notify/webhook'
import { alertMail } from './alert-mail'
import { claimMessage, markFailed, markSent, markSkipped, postpone } from './claim-messages'
import { composeAlert, composeView, type AlertParts, type ViewParts } from './compose'
import { BrokenView, NothingToSend } from './nothing-to-send'
import { isNotice, sendNotice, writeNotice } from './notice'
import { permitFor, withDelivery, type Message, type Permit } from './permit'
import { quietUntil } from './quiet-hours'
import { reasonOf } from './reason'
import { sendDeliveryMail } from './send-mail'
import type { Stage } from './stage'
import { viewMail } from './view-mail'
import { webhookBody } from './webhook-body'

/** Then the worker looks again at what has come due. */
const AT_ONCE = 10

/** One after the other, because each reads and draws a whole page; each is claimed only when its turn has come. */
export async function sendMessages(stage: Stage, signal: AbortSignal): Promise<void> {
  for (let tried = 0; tried < AT_ONCE && !signal.aborted; tried++) {
    const id = await claimMessage(stage.app)
    if (id === null) return
    await sendMessage(stage, id, signal)
  }
}

async function sendMessage(stage: Stage, id: bigint, signal: AbortSignal): Promise<void> {
  const { app } = stage
  const message = await app.deliveryMessage.findUnique({ where: { id }, include: withDelivery })
  if (!message) return
  try {
    const permit = await permitFor(app, message)
    const until = quietEnd(permit, stage.now())
    if (until) return await postpone(app, id, until, 'Held until the quiet hours end.')
    await sendPermitted(stage, { message, permit, signal })
  } catch (error) {
    // A worker that stops tells nothing about the recipient.
    if (signal.aborted) return
    if (isForGood(error)) return leaveOut(app, message, error)
    const known = error instanceof SendError
    if (!known) log.error({ delivery: Number(id), err: error }, 'a delivery was not sent')
    const reason = known ? scrub(error.message) : 'It could not be sent; see the log of the worker.'
    log.warn({ delivery: Number(id), tries: message.attempts + 1 }, reason)
    await markFailed(app, id, message.attempts, reason)
  }
}

/** What cannot be mended by waiting; a view that is broken is told to its owner, once for all recipients. */
async function leaveOut(app: App, message: Message, error: Error): Promise<void> {
  const reason = scrub(error.message)
  await app.$transaction(async (tx) => {
    await markSkipped(tx, message.id, reason)
    if (error instanceof BrokenView) await writeNotice(tx, message, reason)
  })
}

interface Sending {
  readonly message: Message
  readonly permit: Permit
  readonly signal: AbortSignal
}

async function sendPermitted(stage: Stage, { message, permit, signal }: Sending): Promise<void> {
  const { app } = stage
  const { delivery, account, owner } = permit
  if (isNotice(message)) return sendNotice(stage, message, owner.email)
  const parts =
    delivery.kind === 'alert' ? await composeAlert(stage, permit, message) : await composeView(stage, permit)
  // Reading took its time; what the recipient may see can have changed meanwhile.
  for (const { actor } of account ? [account, owner] : [owner]) {
    if (!(await stillHolds(app, actor))) throw new SendError('Rights changed while it was written; it is written anew.')
  }
  await (account
    ? byMail(stage, { message, permit, signal }, parts)
    : byWebhook(stage, { message, permit, signal }, parts))
  const rows = parts.kind === 'view' && !parts.content.table.capped ? parts.content.table.of : null
  const dataVersion = parts.kind === 'view' ? parts.content.dataVersion : parts.dataVersion
  const to = account ? { user: account.actor.id } : { webhook: message.targetId }
  const what =
    parts.kind === 'view' ? { path: parts.kept.path, filters: parts.kept.search } : { metric: delivery.metric }
  await app.$transaction(async (tx) => {
    await markSent(tx, message.id, { rows, dataVersion })
    await record(tx, {
      actor: owner.actor,
      action: 'delivery.send',
      subject: delivery.id,
      detail: { ...to, ...what, message: Number(message.id), rows },
    })
  })
}

const idOf = ({ id }: Message) => `delivery-${id}`

async function byMail(stage: Stage, { message, permit }: Sending, parts: ViewParts | AlertParts): Promise<void> {
  const { account, delivery, isTest } = permit
  if (!account) return
  const id = idOf(message)
  const origin = env.APP_URL
  const reason = reasonOf(permit, message.recipientId)
  const written =
    parts.kind === 'view'
      ? await viewMail({ id, name: delivery.name, content: parts.content, rows: parts.rows, origin, reason })
      : alertMail(parts.content, { origin, reason })
  const recipientId = isTest ? null : message.recipientId
  await sendDeliveryMail(stage.channels, { id, address: account.email, recipientId, written })
}

async function byWebhook(
  { app, channels }: Stage,
  { message, permit, signal }: Sending,
  parts: ViewParts | AlertParts,
): Promise<void> {
  const target =
    message.targetId === null ? null : await app.notificationTarget.findUnique({ where: { id: message.targetId } })
  if (!target?.enabled || !target.events.includes('view.sent')) {
    throw new NothingToSend('An administrator removed or paused this webhook.')
  }
  const id = idOf(message)
  const body = webhookBody(parts, { id, name: permit.delivery.name, origin: env.APP_URL, at: message.createdAt })
  await postSigned({ id, ...openWebhook(target), body }, channels.webhook, signal)
}

/** Trying again would end the same way. */
function isForGood(error: unknown): error is Error {
  return [NothingToSend, NotForThisReader, ExplorerRefused, InvalidFilter, InvalidTableQuery].some(
    (kind) => error instanceof kind,
  )
}

function quietEnd({ delivery, isTest }: Permit, now: Date): Date | null {
  const { quietFrom: from, quietUntil: until, zone } = delivery
  return isTest || from === null || until === null ? null : quietUntil({ from, until, zone }, now)
}
