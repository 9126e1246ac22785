/** Where the ticks of an axis stand. */

const steps = [1, 2, 2.5, 5, 10]

export interface Scale {
  readonly ticks: readonly number[]
  /** The top of the plot; above the last tick where that one would leave a hole. */
  readonly top: number
}

/** From zero in 3 to 5 ticks at 1, 2, 2.5 or 5 × 10ⁿ; counts have no ticks between whole numbers. */
export function scaleFromZero(largest: number, smallestStep = 0): Scale {
  const max = largest > 0 ? largest : Math.max(1, smallestStep * 2)
  const magnitude = 10 ** Math.floor(Math.log10(max / 4))
  const step = Math.max(
    smallestStep,
    magnitude * (steps.find((factor) => Math.ceil(max / (factor * magnitude) - 1e-9) <= 4) ?? 10),
  )
  const count = Math.max(1, Math.ceil(max / step - 1e-9))
  const full = tidy(count * step)
  // A top tick that leaves more than a tenth of the plot empty is dropped, but two ticks must stay.
  const dropped = count > 1 && full - max > full / 10
  const last = dropped ? count - 1 : count
  return { ticks: Array.from({ length: last + 1 }, (_, index) => tidy(index * step)), top: dropped ? max * 1.02 : full }
}

/** Undoes 0.1 + 0.2. */
function tidy(value: number): number {
  return Number(value.toPrecision(12))
}

/** Every n-th bucket has a label, so that they stand at least 52 px apart; the last one always has. */
export function labelled(count: number, width: number, apart = 52): number[] {
  if (count === 0) return []
  const every = Math.max(1, Math.ceil((apart * count) / Math.max(width, 1)))
  const shown = Array.from({ length: count }, (_, index) => index).filter((index) => index % every === 0)
  const last = count - 1
  if (shown.at(-1) === last) return shown
  // The label before the last one gives way where the two would touch.
  const tooClose = last - (shown.at(-1) ?? 0) < every
  return [...(tooClose && shown.length > 1 ? shown.slice(0, -1) : shown), last]
}

/** Heights from the top down, each moved below the one before it where the two would touch. */
export function apart(sorted: readonly number[], least: number): number[] {
  return sorted.reduce<number[]>((placed, y) => [...placed, Math.max(y, (placed.at(-1) ?? -Infinity) + least)], [])
}
