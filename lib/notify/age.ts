/** When credentials are old enough to speak of: Skilljar and good practice ask for new ones once a year. */

const REMIND_AFTER_MONTHS = 11

/** The day before which a secret would have had to be set. */
export function isGrowingOld(setAt: Date, now: Date): boolean {
  return monthsAfter(setAt, REMIND_AFTER_MONTHS) <= now
}

export function isToldAgain(toldAt: Date | null, now: Date): boolean {
  return toldAt === null || monthsAfter(toldAt, 1) <= now
}

/** The same day of the month, or the last one of a shorter month. */
function monthsAfter(date: Date, months: number): Date {
  const moved = new Date(date)
  moved.setUTCDate(1)
  moved.setUTCMonth(moved.getUTCMonth() + months)
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate()
  moved.setUTCDate(Math.min(date.getUTCDate(), last))
  return moved
}
