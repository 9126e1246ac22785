/** How the score groups look: DataCamp's five on one ramp, lowest first, and whatever else is stored. */
import type { MarkColour } from '@/components/charts/colours'
import { notSet } from '@/lib/filters/filters'
import type { scoreGroups } from '@/lib/metrics/facts/skill-gain'

interface ScoreGroup {
  readonly key: string
  readonly label: string
  readonly color: MarkColour
  /** In a cell. */
  readonly mark: string
}

const drawn: Readonly<Record<(typeof scoreGroups)[number], Pick<ScoreGroup, 'color' | 'mark'>>> = {
  Novice: { color: 'step-1', mark: 'N' },
  'Intermediate Lower': { color: 'step-2', mark: 'IL' },
  Intermediate: { color: 'step-3', mark: 'I' },
  'Intermediate Upper': { color: 'step-5', mark: 'IU' },
  Advanced: { color: 'step-6', mark: 'A' },
}

/** The five, and behind them the groups found besides, which nobody documents. */
export function scoreGroupsOf(found: Iterable<string>): ScoreGroup[] {
  const others = [...new Set(found)].filter((name) => !isKnown(name)).toSorted()
  return [
    ...Object.entries(drawn).map(([name, look]) => ({ key: name, label: name, ...look })),
    ...others.map((name): ScoreGroup => ({
      key: name,
      label: name,
      color: 'other',
      mark: name === notSet ? '–' : name.slice(0, 2),
    })),
  ]
}

const isKnown = (name: unknown): name is keyof typeof drawn => typeof name === 'string' && Object.hasOwn(drawn, name)

export function colourOfGroup(name: unknown): MarkColour {
  return isKnown(name) ? drawn[name].color : 'other'
}
