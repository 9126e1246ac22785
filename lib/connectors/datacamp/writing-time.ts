/** What the times at which a delivery's files were written tell: whether they are of one export, and whether it is done. */
import type { Alert } from '../types'
import { SourceError } from '../types'
import type { Delivery } from './delivery'

/** An export is made once a day and takes minutes; files further apart than a quarter of a day are of two, unless an administrator says otherwise. */
export const EXPORT_HOURS = 6
const HOUR_MS = 3_600_000
/** Of a folder that is being filled, the newest file is younger than this: files follow each other within minutes. */
export const SETTLING_MS = 15 * 60_000

export interface WritingTime {
  readonly oldest: { readonly key: string; readonly at: number }
  readonly newest: { readonly key: string; readonly at: number }
}

export function writingTime({ objects }: Delivery): WritingTime {
  const byAge = [...objects.values()]
    .map(({ key, lastModified }) => ({ key, at: lastModified.getTime() }))
    .sort((one, other) => one.at - other.at)
  const never = { key: '', at: -Infinity }
  return { oldest: byAge[0] ?? never, newest: byAge.at(-1) ?? never }
}

export function isSpread({ oldest, newest }: WritingTime, exportHours: number): boolean {
  return newest.at - oldest.at > exportHours * HOUR_MS
}

export function hours(milliseconds: number): string {
  return `${Math.floor(milliseconds / HOUR_MS)} hours`
}

/**
 * Files of two exports do not belong together. While the later one may still be under way, trying again helps; when nothing
 * was written for as long as an export may take, it is over, and a person has to say whether its data may be shown.
 */
export function checkSpread(delivery: Delivery, now: number, exportHours: number): readonly Alert[] {
  const time = writingTime(delivery)
  const { oldest, newest } = time
  if (!isSpread(time, exportHours)) return []
  const apart = `${oldest.key} was written ${hours(newest.at - oldest.at)} before ${newest.key}`
  if (now - newest.at <= exportHours * HOUR_MS) {
    throw new SourceError(
      'in_progress',
      `${apart}: an export seems to be under way. Nothing was taken over; the next try comes by itself.`,
      true,
    )
  }
  const message = `${apart}, so the files seem to come from different exports and may contradict each other.`
  return [
    { code: 'spread', table: null, message, value: hours(newest.at - oldest.at), limit: hours(exportHours * HOUR_MS) },
  ]
}
