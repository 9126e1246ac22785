import { MOST_PINS } from '@/lib/explorer/view-limits'

/** Where the columns of a table stand: the pinned ones in front, which stay in sight, then all others. */
export interface ColumnPlaces {
  readonly pinned: readonly string[]
  readonly others: readonly string[]
}

/** Puts a column beside another one; beside a pinned column it becomes pinned too. */
export function placed(places: ColumnPlaces, name: string, side: 'before' | 'after', target: string): ColumnPlaces {
  if (name === target) return places
  const into = (list: readonly string[]) => {
    const rest = list.filter((other) => other !== name)
    const at = rest.indexOf(target)
    return at < 0 ? rest : rest.toSpliced(side === 'before' ? at : at + 1, 0, name)
  }
  const next = { pinned: into(places.pinned), others: into(places.others) }
  return next.pinned.length > MOST_PINS ? places : next
}

/** One step among its own kind: a pinned column stays pinned. */
export function stepped(places: ColumnPlaces, name: string, step: -1 | 1): ColumnPlaces {
  const list = places.pinned.includes(name) ? places.pinned : places.others
  const target = list[list.indexOf(name) + step]
  return target === undefined ? places : placed(places, name, step < 0 ? 'before' : 'after', target)
}

export function pinToggled({ pinned, others }: ColumnPlaces, name: string): ColumnPlaces {
  return pinned.includes(name)
    ? { pinned: pinned.filter((other) => other !== name), others: [name, ...others] }
    : { pinned: [...pinned, name], others: others.filter((other) => other !== name) }
}

export function hidden({ pinned, others }: ColumnPlaces, name: string): ColumnPlaces {
  return { pinned: pinned.filter((other) => other !== name), others: others.filter((other) => other !== name) }
}

/** Of the room, more is left to the columns that scroll. */
const MOST_OF_ROOM = 0.6

/** How many of the pinned columns, by their widths, stay in sight: the first always, others as long as the rest can be seen. */
export function staying(widths: readonly number[], room: number): number {
  let taken = 0
  const beyond = widths.findIndex((width, index) => {
    taken += width
    return index > 0 && taken > room * MOST_OF_ROOM
  })
  return beyond < 0 ? widths.length : beyond
}
