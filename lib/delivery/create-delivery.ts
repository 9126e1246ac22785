/** Setting up what is sent by itself. Nothing is stored that the worker could not read. */
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import type { App } from '@/lib/db/app'
import { dayOf } from '@/lib/filters/days'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { refuseUnknown } from '@/lib/filters/url'
import { isMetric } from '@/lib/metrics/names'
import { setPeriod } from '@/lib/views/periods'
import { visibleView } from '@/lib/views/visible'
import { checked, checkedCron, checkWatch, type Wanted } from './checked'
import { alertFilters } from './measure-alert'
import { DeliveryRefused } from './refused'
import { viewSubject } from './view-subject'

export interface NewDelivery extends Wanted {
  readonly view: string
  readonly cron: string
}

export interface NewAlert extends Wanted {
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
  const detail = { view: view.id, path: view.path, cron: checkedCron(wanted) }
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
  checkWatch(condition, threshold)
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

async function create(app: App, actor: Actor, wanted: Wanted, { action, detail, data }: Kind): Promise<string> {
  const { recipients, ...common } = await checked(app, actor, wanted)
  return app.$transaction(async (tx) => {
    if ((await tx.delivery.count({ where: { ownerId: actor.id } })) >= MOST) {
      throw new DeliveryRefused('name', `You have ${MOST} deliveries already. Remove one first.`)
    }
    // By milliseconds, as times of a schedule are.
    const made = await tx.delivery.create({
      data: { ownerId: actor.id, ...common, ...data, nextAfter: new Date(), recipients: { create: recipients } },
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
