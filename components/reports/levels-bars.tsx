/** Where people stand in each technology: the score group of their last assessment, the largest technology first. */
import { Bars } from '@/components/charts/bars'
import type { Period } from '@/lib/filters/filters'
import { scoreGroupsOf } from './score-groups'
import { upToWords } from './up-to-words'

interface LevelsBarsProps {
  title: string
  about: string
  period: Period
  /** People by technology and score group. */
  levels: readonly {
    readonly technology: string
    readonly score_group: string
    readonly skill_levels: number | null
    readonly suppressed: boolean
  }[]
  /** People by technology. */
  whole: readonly { readonly technology: string; readonly skill_levels: number | null }[]
  hrefOf: (technology: string) => string
  /** Every row fills the width: the mix counts, not the size. */
  share?: boolean
  note: string
  nobody: string
}

export function LevelsBars({ period, levels, whole, hrefOf, note, nobody, ...card }: LevelsBarsProps) {
  const groups = scoreGroupsOf(levels.map(({ score_group: group }) => group))
  const anyHidden = levels.some(({ suppressed }) => suppressed)
  const valuesOf = (technology: string) =>
    groups.map(({ key }) => {
      const found = levels.find((row) => row.technology === technology && row.score_group === key)
      return found === undefined ? 0 : found.skill_levels
    })
  return (
    <Bars
      id="levels"
      className="charts:col-span-6"
      period={upToWords(period)}
      what="Technology"
      measure="People"
      format="count"
      overlaps
      states={[
        ...groups.map(({ key, label, color }) => ({ key, label, color })),
        ...(anyHidden ? [{ key: 'hidden', label: 'Hidden', color: 'unset' as const, hatched: true }] : []),
      ]}
      rows={whole.map(({ technology, skill_levels: people }) => ({
        key: technology,
        label: technology,
        values: anyHidden ? withRest(valuesOf(technology), people) : valuesOf(technology),
        hidden: people === null,
        href: hrefOf(technology),
      }))}
      note={anyHidden ? `${note} Hidden: groups of fewer than five people, together.` : note}
      empty={{ title: 'Nobody was assessed yet', text: nobody }}
      definition="/catalogue/skill_levels"
      {...card}
    />
  )
}

/** What is hidden in parts is known as a whole: the row's people who are in none of the groups shown. */
function withRest(values: readonly (number | null)[], people: number | null): (number | null)[] {
  const shown = values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
  return [...values, people === null ? null : people - shown]
}
