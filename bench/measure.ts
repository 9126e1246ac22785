/** Timing side by side: both sides of a ratio run in turns, so that a busy machine slows both alike. */

/** A ratio with what it was made of; `value` is ours ÷ theirs in the direction that the unit says. */
export interface Ratio {
  readonly name: string
  readonly value: number
  /** What the product promises, where it does. */
  readonly limit?: string
  /** What the ratio means: "1.00 = as fast as raw COPY". */
  readonly reads: string
  readonly ours: string
  readonly against: string
}

export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - began) / 1e9
}

/** Runs the two in turns and returns the median of each, in seconds. */
export async function inTurns(
  rounds: number,
  ours: () => Promise<number>,
  against: () => Promise<number>,
): Promise<{ ours: number; against: number }> {
  const times: { ours: number[]; against: number[] } = { ours: [], against: [] }
  for (let round = 0; round < rounds; round++) {
    times.against.push(await against())
    times.ours.push(await ours())
  }
  return { ours: median(times.ours), against: median(times.against) }
}

/** Each side once in every round, until there are enough rounds, or three and no more time; the median of each, in seconds. */
export async function turns<Side extends string>(
  sides: Readonly<Record<Side, () => Promise<unknown>>>,
  { rounds, budget }: { readonly rounds: number; readonly budget: number },
): Promise<Record<Side, number>> {
  const entries = Object.entries(sides) as [Side, () => Promise<unknown>][]
  const times = entries.map((): number[] => [])
  const began = performance.now()
  for (let round = 0; round < rounds && (round < 3 || performance.now() - began < budget * 1_000); round++) {
    for (const [index, [, work]] of entries.entries()) times[index]?.push(await seconds(work))
  }
  // Safe: one entry for each side.
  return Object.fromEntries(entries.map(([side], index) => [side, median(times[index] ?? [])])) as Record<Side, number>
}

export const milliseconds = (duration: number) =>
  duration < 10 ? `${(duration * 1_000).toFixed(duration < 0.1 ? 2 : 0)} ms` : `${duration.toFixed(1)} s`

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** Between two values, the way there in proportion. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const lower = sorted[Math.floor(place)] ?? Number.NaN
  const upper = sorted[Math.ceil(place)] ?? Number.NaN
  return lower + (upper - lower) * (place - Math.floor(place))
}

export function perSecond(rows: number, duration: number): string {
  return `${Math.round(rows / duration).toLocaleString('en')} rows/s`
}
