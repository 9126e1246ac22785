/** What the page shows: one's own deliveries, everybody's for administrators, and those that others send to oneself. */
import type { Prisma } from '@/generated/prisma/client'
import type { Actor } from '@/lib/authz/actor'
import type { App } from '@/lib/db/app'
import { formatCounted } from '@/lib/format/numbers'
import { isMetric } from '@/lib/metrics/names'
import { nextTimes } from '@/lib/refresh/schedule-cron'
import { scheduleInWords } from '@/lib/refresh/schedule-preset'
import { periodInWords } from '@/lib/views/periods'
import { isCondition, watchInWords } from './alert-condition'
import { clockText } from './quiet-hours'

export interface ListedRecipient {
  readonly name: string
  readonly unsubscribed: boolean
  readonly isWebhook: boolean
}

export interface ListedDelivery {
  readonly id: string
  readonly name: string
  readonly kind: 'view' | 'alert'
  readonly owner: string
  readonly mine: boolean
  /** The view's name, or the condition in words; null: the view is gone. */
  readonly subject: string | null
  /** Where it is looked at; null: not for this reader. */
  readonly href: string | null
  /** "Mondays at 07:00 (Europe/Berlin)" */
  readonly when: string
  readonly next: string | null
  readonly quiet: string | null
  readonly recipients: readonly ListedRecipient[]
  readonly enabled: boolean
  readonly pausedReason: string | null
  /** Of an alert, in the own reach: whether the value is beyond its limit. */
  readonly beyond: boolean | null
  /** Of an alert: it was looked at, but there is no value that the reader may see. */
  readonly isBlind: boolean
}

const included = {
  owner: { select: { name: true } },
  view: { select: { id: true, name: true } },
  recipients: { include: { user: { select: { name: true } }, target: { select: { address: true } } } },
} as const satisfies Prisma.DeliveryInclude

type Found = Prisma.DeliveryGetPayload<{ include: typeof included }>

export async function ownDeliveries(app: App, actor: Actor): Promise<readonly ListedDelivery[]> {
  return list(app, actor, actor.role === 'admin' ? {} : { ownerId: actor.id })
}

/** Of others; who else gets them is not theirs to know. */
export async function receivedDeliveries(app: App, actor: Actor): Promise<readonly ListedDelivery[]> {
  const toMe = { some: { userId: actor.id, unsubscribedAt: null } }
  const found = await list(app, actor, { ownerId: { not: actor.id }, recipients: toMe })
  return found.map((delivery) => ({ ...delivery, recipients: [], href: null }))
}

async function list(app: App, actor: Actor, where: Prisma.DeliveryWhereInput): Promise<readonly ListedDelivery[]> {
  const found = await app.delivery.findMany({
    where,
    include: included,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  return found.map((delivery) => listed(delivery, actor))
}

function listed(delivery: Found, actor: Actor): ListedDelivery {
  const { id, name, owner, ownerId, cron, zone, quietFrom, quietUntil, recipients, view, enabled, pausedReason } =
    delivery
  const kind = delivery.kind === 'alert' ? 'alert' : 'view'
  const mine = ownerId === actor.id
  const own = recipients.find(({ userId }) => userId === actor.id)
  const schedule = cron === null ? null : { cron, zone }
  return {
    ...{ id, name, kind, mine, enabled, pausedReason },
    owner: owner.name,
    subject: kind === 'alert' ? watched(delivery) : (view?.name ?? null),
    href: kind === 'view' && view && mine ? `/views/${view.id}` : null,
    when: schedule ? `${scheduleInWords(cron)} (${zone})` : 'After each refresh, once per crossing',
    next: schedule && enabled ? (nextTimes(schedule, new Date(), 1)[0]?.toISOString() ?? null) : null,
    quiet:
      quietFrom === null || quietUntil === null
        ? null
        : `${clockText(quietFrom)} to ${clockText(quietUntil)} (${zone})`,
    recipients: recipients.map(({ user, target, unsubscribedAt }) => ({
      name: user?.name ?? target?.address ?? '',
      unsubscribed: unsubscribedAt !== null,
      isWebhook: target !== null,
    })),
    beyond: own?.beyond ?? null,
    isBlind: kind === 'alert' && own !== undefined && own.evaluatedVersion !== null && own.lastValue === null,
  }
}

/** "Active learners is below 100, last 28 days, under 2 filters" */
function watched({ metric, condition, threshold, search: text }: Found): string | null {
  if (metric === null || !isMetric(metric) || !isCondition(condition) || threshold === null) return null
  const search = new URLSearchParams(text)
  const period = periodInWords(search)
  for (const name of ['period', 'from', 'to']) search.delete(name)
  return [
    watchInWords(metric, { condition, threshold }),
    ...(period === null ? [] : [period.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())]),
    ...(search.size > 0 ? [`under ${formatCounted(search.size, 'filter', 'filters')}`] : []),
  ].join(', ')
}
