/** Events of several platforms as one list, newest first, cut into months. */

interface Dated {
  readonly key: string
  /** ISO day or moment, UTC. */
  readonly at: string
}

export interface Month<Event> {
  /** "2026-11". */
  readonly key: string
  readonly events: readonly Event[]
}

/** Of one moment, the order they came in stays. A day without a time counts as its end: what happened in it comes after it. */
export function byMonth<Event extends Dated>(events: readonly Event[]): Month<Event>[] {
  const sorted = events
    .map((event, index) => ({
      event,
      index,
      at: event.at.length === 10 ? `${event.at}T24` : event.at.replace(' ', 'T'),
    }))
    .toSorted((one, other) => (one.at === other.at ? one.index - other.index : one.at < other.at ? 1 : -1))
    .map(({ event }) => event)
  const months = new Map<string, Event[]>()
  for (const event of sorted) {
    const month = event.at.slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), event])
  }
  return [...months].map(([key, events]) => ({ key, events }))
}

/** The first so many events, whole months kept in their order. */
export function firstEvents<Event>(months: readonly Month<Event>[], most: number): Month<Event>[] {
  let left = most
  return months.flatMap(({ key, events }) => {
    const shown = events.slice(0, left)
    left -= shown.length
    return shown.length > 0 ? [{ key, events: shown }] : []
  })
}
