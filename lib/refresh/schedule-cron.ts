/**
 * Cron expressions with a time zone: five fields, read strictly. A local time that a change of the clocks leaves out or
 * repeats comes exactly once that day.
 */
import { CronExpressionParser, type CronExpression } from 'cron-parser'

export interface CronSchedule {
  readonly cron: string
  /** IANA name. */
  readonly zone: string
}

/** Which of a connector's two expressions. */
export type CronField = 'cron' | 'reconcile'

/** What somebody entered cannot be used; the message says which part and why. */
export class ScheduleError extends Error {
  override name = 'ScheduleError'

  constructor(
    readonly field: CronField | 'zone',
    message: string,
  ) {
    super(message)
  }
}

const MINUTE_MS = 60_000
const LEAST_MINUTES = 5
/** Two days of the busiest schedule that is allowed: every gap between minutes, hours and days comes up. */
const GAPS_LOOKED_AT = 600
/** Longer than any change of the clocks. */
const AROUND_A_CHANGE_MS = 3 * 3_600_000

const fields = [
  { name: 'minute', range: '0 to 59' },
  { name: 'hour', range: '0 to 23' },
  { name: 'day of the month', range: '1 to 31' },
  { name: 'month', range: '1 to 12 or JAN to DEC' },
  { name: 'day of the week', range: '0 to 7 or SUN to SAT' },
] as const

/** Throws ScheduleError; returns the expression with single blanks. */
export function checkCron(text: string, of: CronField = 'cron'): string {
  const parts = text.trim().split(/\s+/)
  if (parts.length !== fields.length || parts[0] === '') {
    const count = parts[0] === '' ? 0 : parts.length
    throw new ScheduleError(
      of,
      `A cron expression has five fields (minute, hour, day of the month, month, day of the week); this one has ${count}.`,
    )
  }
  parts.forEach((part, index) => checkField(part, index, of))
  const cron = parts.join(' ')
  checkGaps(cron, of)
  return cron
}

/** Throws ScheduleError; returns the zone's name as it was given. */
export function checkZone(zone: string): string {
  // Intl also takes offsets like +01:00, which know nothing of summer time.
  if (/^[A-Z]/i.test(zone)) {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone })
      return zone
    } catch {
      // Told below.
    }
  }
  throw new ScheduleError('zone', `There is no time zone "${zone}". Choose one like Europe/Berlin or UTC.`)
}

/** The latest moment, not after `now`, at which the schedule wants a refresh. */
export function lastTime(schedule: CronSchedule, now: Date): Date {
  let last: Date | undefined
  for (const time of timesAround(schedule, now)) {
    if (time > now) break
    last = time
  }
  return last ?? before(schedule, now)
}

/** The moments after `now`, in their order. */
export function nextTimes(schedule: CronSchedule, now: Date, count: number): readonly Date[] {
  const times: Date[] = []
  for (const time of timesAround(schedule, now)) {
    if (time > now) times.push(time)
    if (times.length === count) break
  }
  return times
}

/**
 * Stepping forward treats changes of the clocks as promised; stepping back, or starting within a repeated hour, does not
 * (cron-parser 5.10). So it always steps forward, from some hours before the time that stepping back finds.
 */
function* timesAround(schedule: CronSchedule, now: Date): Generator<Date> {
  const start = new Date(before(schedule, now).getTime() - AROUND_A_CHANGE_MS)
  const expression = parse(schedule, start)
  for (;;) yield expression.next().toDate()
}

function before(schedule: CronSchedule, now: Date): Date {
  // The given moment itself is not "before", so a due time counts from its first millisecond on.
  return parse(schedule, new Date(now.getTime() + 1))
    .prev()
    .toDate()
}

function parse({ cron, zone }: CronSchedule, currentDate: Date): CronExpression {
  return CronExpressionParser.parse(cron, { tz: zone, currentDate })
}

function checkField(text: string, index: number, of: CronField): void {
  const { name, range } = fields[index] ?? fields[0]
  const refuse = () =>
    new ScheduleError(of, `The ${name} "${text}" is not understood. It takes ${range}, *, lists, ranges and steps.`)
  // Leaves out what the parser knows besides cron, like H for a random value.
  if (!/^[\d*,/-]+$/.test(text.replace(/\b[A-Z]{3}\b/gi, '0'))) throw refuse()
  const alone = fields.map((_, other) => (other === index ? text : '*')).join(' ')
  try {
    CronExpressionParser.parse(alone)
  } catch {
    throw refuse()
  }
}

function checkGaps(cron: string, of: CronField): void {
  let previous: Date | undefined
  try {
    const expression = parse({ cron, zone: 'UTC' }, new Date())
    for (let count = 0; count < GAPS_LOOKED_AT; count++) {
      const time = expression.next().toDate()
      if (previous && time.getTime() - previous.getTime() < LEAST_MINUTES * MINUTE_MS) {
        throw new ScheduleError(of, `This comes more often than every ${LEAST_MINUTES} minutes. Choose a longer step.`)
      }
      previous = time
    }
  } catch (error) {
    if (error instanceof ScheduleError) throw error
    throw new ScheduleError(of, 'No date fits this expression, so it would never come.')
  }
}
