/**
 * Survival where some are still under way (Kaplan and Meier 1958, product limit): S(t) = ∏ (1 − dᵢ/nᵢ) over the times at
 * which something happened. Who is censored at a time is still at risk at it.
 */

/** How many ended and how many were last seen open, after the same time. */
export interface Observed {
  readonly time: number
  readonly events: number
  readonly censored: number
}

export interface SurvivalStep {
  readonly time: number
  readonly atRisk: number
  readonly events: number
  readonly censored: number
  /** Share that is still under way after this time. */
  readonly survival: number
  /** Standard error of the share, by Greenwood's formula; 0 while nothing happened, null once nobody is left. */
  readonly standardError: number | null
}

/** One step per time, in order; times may come in any order and more than once. */
export function kaplanMeier(observed: readonly Observed[]): SurvivalStep[] {
  const times = merged(observed)
  let atRisk = times.reduce((sum, { events, censored }) => sum + events + censored, 0)
  let survival = 1
  let greenwood = 0
  return times.map(({ time, events, censored }) => {
    const step = { time, atRisk, events, censored }
    survival *= 1 - events / atRisk
    if (events > 0) greenwood += events / (atRisk * (atRisk - events))
    atRisk -= events + censored
    return { ...step, survival, standardError: survival > 0 ? survival * Math.sqrt(greenwood) : null }
  })
}

/** The first time by which at most this share is still under way; null where the curve never comes down to it. */
export function survivalQuantile(steps: readonly SurvivalStep[], share = 0.5): number | null {
  // A curve that ought to touch the share may miss it by a rounding error.
  return steps.find(({ survival }) => survival <= share + 1e-12)?.time ?? null
}

function merged(observed: readonly Observed[]): Observed[] {
  const byTime = new Map<number, Observed>()
  for (const { time, events, censored } of observed) {
    const known = byTime.get(time) ?? { time, events: 0, censored: 0 }
    byTime.set(time, { time, events: known.events + events, censored: known.censored + censored })
  }
  return [...byTime.values()].sort((one, other) => one.time - other.time)
}
