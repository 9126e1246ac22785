/** How the score groups look: DataCamp's five on one ramp, lowest first, and whatever else is stored. */
import type { MarkColour } from '@/components/charts/colours'
import { notSet } from '@/lib/filters/filters'
import { scoreGroups } from '@/lib/metrics/facts/skill-gain'

export interface ScoreGroup {
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
  const others = [...new Set(found)].filter((name) => !scoreGroups.some((known) => known === name)).toSorted()
  return [
    ...scoreGroups.map((name) => ({ key: name, label: name, ...drawn[name] })),
    ...others.map((name): ScoreGroup => ({
      key: name,
      label: name,
      color: 'other',
      mark: name === notSet ? '–' : name.slice(0, 2),
    })),
  ]
}

export function colourOfGroup(name: unknown): MarkColour {
  return scoreGroups.some((known) => known === name) ? drawn[name as keyof typeof drawn].color : 'other'
}
