/** What somebody entered for a delivery, as it is stored. Everything here throws DeliveryRefused for the field at fault. */
import type { Actor } from '@/lib/authz/actor'
import { may } from '@/lib/authz/permissions'
import type { App } from '@/lib/db/app'
import { checkCron, checkZone, nextTimes, ScheduleError } from '@/lib/refresh/schedule-cron'
import { isCondition, type Condition } from './alert-condition'
import { chosenRecipients, type Recipients } from './choose-recipients'
import { minutesOf } from './quiet-hours'
import { DeliveryRefused } from './refused'

export interface Wanted extends Recipients {
  readonly name: string
  readonly zone: string
  /** Times of the day; empty: at any time. */
  readonly quietFrom: string
  readonly quietUntil: string
}

export async function checked(app: App, actor: Actor, wanted: Wanted) {
  const name = wanted.name.trim()
  if (name === '' || name.length > 120 || /\p{Cc}/u.test(name)) {
    throw new DeliveryRefused('name', 'Enter a name of at most 120 characters in one line.')
  }
  if (actor.kind !== 'user' || !may(actor, 'deliveries.own'))
    throw new DeliveryRefused('name', 'Your role does not allow this.')
  const recipients = await chosenRecipients(app, actor, wanted)
  return { name, recipients, zone: scheduled(() => checkZone(wanted.zone)), ...quietOf(wanted) }
}

export function checkWatch(condition: string, threshold: number): asserts condition is Condition {
  if (!isCondition(condition)) throw new DeliveryRefused('threshold', 'Choose when to tell.')
  if (!Number.isFinite(threshold)) throw new DeliveryRefused('threshold', 'Enter a number.')
  if ((condition === 'rise' || condition === 'fall') && threshold <= 0) {
    throw new DeliveryRefused('threshold', 'Enter a change above 0 %.')
  }
}

const LEAST_MS = 3_600_000
/** A day and more of the busiest schedule that is allowed. */
const GAPS_LOOKED_AT = 30

/** A mail takes a whole page to read and draw. */
export function checkedCron({ cron, zone }: { cron: string; zone: string }): string {
  const schedule = { cron: scheduled(() => checkCron(cron)), zone: scheduled(() => checkZone(zone)) }
  const times = nextTimes(schedule, new Date(), GAPS_LOOKED_AT).map((time) => time.getTime())
  if (times.some((time, index) => time - (times[index - 1] ?? -Infinity) < LEAST_MS)) {
    throw new DeliveryRefused('cron', 'It can be sent once an hour at most.')
  }
  return schedule.cron
}

function quietOf({ quietFrom, quietUntil }: Wanted) {
  if (quietFrom === '' && quietUntil === '') return { quietFrom: null, quietUntil: null }
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
