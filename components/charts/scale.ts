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
    magnitude *
      (steps.find(
        (factor) =>
          Math.ceil(max / (factor * magnitude) - 1e-9) <= 4 &&
          (smallestStep < 1 || Number.isInteger(factor * magnitude)),
      ) ?? 10),
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

/**
 * Heights from the top down, each moved below the one before it where the two would touch; what would then be lower than
 * the bottom moves up again, and those above it.
 */
export function apart(sorted: readonly number[], least: number, bottom = Infinity): number[] {
  const down = sorted.reduce<number[]>(
    (placed, y) => [...placed, Math.max(y, (placed.at(-1) ?? -Infinity) + least)],
    [],
  )
  return down.reduceRight<number[]>((placed, y) => [Math.min(y, (placed[0] ?? bottom + least) - least), ...placed], [])
}

/** Between two values, not from zero: round ticks around them, at most six, and never outside the limits. */
export function scaleBetween(low: number, high: number, { least = -Infinity, most = Infinity } = {}): Range {
  const span = high > low ? high - low : Math.max(Math.abs(high) / 5, Number.isFinite(most) ? (most - least) / 5 : 1)
  const magnitude = 10 ** Math.floor(Math.log10(span / 5))
  const step = magnitude * (steps.find((factor) => Math.ceil(span / (factor * magnitude) - 1e-9) <= 5) ?? 10)
  const from = Math.max(least, tidy(Math.floor(low / step + 1e-9) * step))
  const to = Math.min(most, tidy(Math.ceil(high / step - 1e-9) * step))
  const [bottom, top] = to > from ? [from, to] : [Math.max(least, tidy(from - step)), Math.min(most, tidy(to + step))]
  const first = Math.ceil(bottom / step - 1e-9)
  const count = Math.floor(top / step + 1e-9) - first
  return { bottom, top, ticks: Array.from({ length: count + 1 }, (_, index) => tidy((first + index) * step)) }
}

export interface Range {
  readonly ticks: readonly number[]
  readonly bottom: number
  readonly top: number
}
