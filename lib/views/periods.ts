/**
 * The period of a view. In an address a period is two days; kept as "period=last_90_days" it moves on with the data, and
 * days that somebody chose stay as they are.
 */
import { formatPeriod } from '@/lib/format/dates'
import type { Period } from '@/lib/filters/filters'
import { presets } from '@/lib/filters/periods'
import type { LeftOut } from './what-holds'

const PARAM = 'period'

/** What somebody chooses who wants the very days. */
export const THESE_DAYS = 'these_days'

export interface PeriodChoice {
  /** A preset's name, or THESE_DAYS. */
  readonly name: string
  readonly label: string
}

/** What two days can mean from now on; several presets may end up at the same days. */
export function meaningsOf({ from, to }: Period, newest: string): readonly PeriodChoice[] {
  const moving = presets.filter((preset) => {
    const now = preset.period(newest)
    return now.from === from && now.to === to
  })
  return [
    ...moving.map(({ name, label }) => ({ name, label: `${label}, moving on` })),
    { name: THESE_DAYS, label: `Always ${formatPeriod(from, to)}` },
  ]
}

/** The address as it is kept. `meant` is what its owner chose; null: the first meaning that the days can have. */
export function keepPeriod(search: URLSearchParams, newest: string, meant: string | null): URLSearchParams {
  const [from, to] = [search.get('from'), search.get('to')]
  if (from === null || to === null) return search
  const meanings = meaningsOf({ from, to }, newest)
  const { name } = meanings.find((meaning) => meaning.name === meant) ?? meanings[0]!
  if (name === THESE_DAYS) return search
  const kept = new URLSearchParams(search)
  kept.delete('from')
  kept.delete('to')
  kept.set(PARAM, name)
  return kept
}

/** The address as a page takes it today; a name that no preset has any more is left out. */
export function setPeriod(kept: URLSearchParams, newest: string): { search: URLSearchParams; leftOut: LeftOut[] } {
  const name = kept.get(PARAM)
  if (name === null) return { search: kept, leftOut: [] }
  const rest = new URLSearchParams(kept)
  rest.delete(PARAM)
  const preset = presets.find((one) => one.name === name)
  if (!preset) return { search: rest, leftOut: [{ param: PARAM, values: [name] }] }
  const { from, to } = preset.period(newest)
  return { search: new URLSearchParams([['from', from], ['to', to], ...rest]), leftOut: [] }
}

/** "Last 90 days", "1 Aug – 5 Sep 2026"; null: the address says nothing of a period. */
export function periodInWords(kept: URLSearchParams): string | null {
  const preset = presets.find(({ name }) => name === kept.get(PARAM))
  const [from, to] = [kept.get('from'), kept.get('to')]
  return preset?.label ?? (from !== null && to !== null ? formatPeriod(from, to) : null)
}
