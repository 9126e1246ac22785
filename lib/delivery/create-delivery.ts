/** Setting up what is sent by itself. Nothing is stored that the worker could not read. */
import { record } from '@/lib/audit/record'
import { may } from '@/lib/authz/permissions'
import type { Actor } from '@/lib/authz/actor'
import type { App } from '@/lib/db/app'
import { dayOf } from '@/lib/filters/days'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { refuseUnknown } from '@/lib/filters/url'
import { isMetric } from '@/lib/metrics/names'
import { checkCron, checkZone, ScheduleError } from '@/lib/refresh/schedule-cron'
import { setPeriod } from '@/lib/views/periods'
import { visibleView } from '@/lib/views/visible'
import { isCondition } from './alert-condition'
import { chosenRecipients, type Recipients } from './choose-recipients'
import { alertFilters } from './measure-alert'
import { minutesOf } from './quiet-hours'
import { DeliveryRefused } from './refused'
import { viewSubject } from './view-subject'

interface Common extends Recipients {
  readonly name: string
  readonly zone: string
  /** Times of the day; empty: at any time. */
  readonly quietFrom: string
  readonly quietUntil: string
}

export interface NewDelivery extends Common {
  readonly view: string
  readonly cron: string
}

export interface NewAlert extends Common {
  readonly metric: string
  /** Filters as an address says them. */
  readonly search: string
  readonly condition: string
  readonly threshold: number
}

/** Of one person. */
const MOST = 100

/** Returns its id. Throws DeliveryRefused. */
export async function createDelivery(app: App, actor: Actor, wanted: NewDelivery): Promise<string> {
  const view = await visibleView(app, actor, wanted.view)
  if (!view) throw new DeliveryRefused('view', 'There is no such view any more, or you may not open it.')
  if (!viewSubject(view.path)) throw new DeliveryRefused('view', 'This page has nothing that can be sent.')
  const detail = { view: view.id, path: view.path, cron: scheduled(() => checkCron(wanted.cron)) }
  return create(app, actor, wanted, {
    action: 'delivery.create',
    detail,
    data: { kind: 'view', viewId: view.id, cron: detail.cron },
  })
}

/** Returns its id. Throws DeliveryRefused. */
export async function createAlert(app: App, actor: Actor, wanted: NewAlert): Promise<string> {
  const { metric, condition, threshold } = wanted
  if (!isMetric(metric)) throw new DeliveryRefused('metric', 'There is no such metric. Choose one of the list.')
  if (!isCondition(condition)) throw new DeliveryRefused('threshold', 'Choose when to tell.')
  if (!Number.isFinite(threshold)) throw new DeliveryRefused('threshold', 'Enter a number.')
  const search = new URLSearchParams(wanted.search)
  checkFilters(search)
  const detail = { metric, condition, threshold, filters: search.toString() }
  const data = { kind: 'alert', metric, condition, threshold, search: search.toString() }
  return create(app, actor, wanted, { action: 'alert.create', detail, data })
}

interface Kind {
  readonly action: string
  readonly detail: Record<string, string | number>
  readonly data: {
    kind: string
    viewId?: string
    cron?: string
    metric?: string
    search?: string
    condition?: string
    threshold?: number
  }
}

async function create(app: App, actor: Actor, wanted: Common, { action, detail, data }: Kind): Promise<string> {
  const name = wanted.name.trim()
  if (name === '' || name.length > 120 || /\p{Cc}/u.test(name)) {
    throw new DeliveryRefused('name', 'Enter a name of at most 120 characters in one line.')
  }
  if (actor.kind !== 'user' || !may(actor, 'deliveries.own'))
    throw new DeliveryRefused('name', 'Your role does not allow this.')
  const recipients = await chosenRecipients(app, actor, wanted)
  const common = { ownerId: actor.id, name, zone: scheduled(() => checkZone(wanted.zone)), ...quietOf(wanted) }
  return app.$transaction(async (tx) => {
    if ((await tx.delivery.count({ where: { ownerId: actor.id } })) >= MOST) {
      throw new DeliveryRefused('name', `You have ${MOST} deliveries already. Remove one first.`)
    }
    // By milliseconds, as times of a schedule are.
    const made = await tx.delivery.create({
      data: { ...common, ...data, nextAfter: new Date(), recipients: { create: recipients } },
    })
    await record(tx, { actor, action, subject: made.id, detail: { ...detail, recipients: recipients.length } })
    return made.id
  })
}

function checkFilters(search: URLSearchParams): void {
  try {
    refuseUnknown(search, ['period'])
    const { leftOut } = setPeriod(search, dayOf(new Date()))
    if (leftOut.length > 0) throw new DeliveryRefused('search', 'There is no such period. Choose one of the list.')
    alertFilters({ asOf: { datacamp: null, skilljar: null } }, search.toString(), new Date())
  } catch (error) {
    throw error instanceof InvalidFilter ? new DeliveryRefused('search', error.message) : error
  }
}

function quietOf({ quietFrom, quietUntil }: Common) {
  if (quietFrom === '' && quietUntil === '') return {}
  const [from, until] = [minutesOf(quietFrom), minutesOf(quietUntil)]
  if (from === null || until === null || from === until) {
    throw new DeliveryRefused('quiet', 'Enter both times, like 22:00 and 07:00, or neither.')
  }
  return { quietFrom: from, quietUntil: until }
}

function scheduled(check: () => string): string {
  try {
    return check()
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error
    throw new DeliveryRefused(error.field === 'zone' ? 'zone' : 'cron', error.message)
  }
}
