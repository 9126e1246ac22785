import { Bars } from '@/components/charts/bars'
import type { ChartCardProps } from '@/components/charts/chart-card'
import { barStates, countsOf, isNothingSeen, type Counts } from './assignment-states'

interface AssignmentBarsProps extends ChartCardProps {
  /** Header of the table: "Team". */
  what: string
  /** What the states add up to: "People asked". */
  measure: string
  rows: readonly {
    readonly key: string
    readonly label: string
    readonly counts: Counts & { readonly suppressed: boolean }
    readonly href?: string
  }[]
  /** Rows share what they count, or there are more than are drawn. */
  overlaps?: boolean
  /** Whether every state of every row is told. */
  learnerRows: boolean
  words: readonly string[]
}

/** Assignments stacked by state. */
export function AssignmentBars({ measure, rows, overlaps, learnerRows, words, ...card }: AssignmentBarsProps) {
  const said = [
    ...words,
    ...(learnerRows ? [] : ['States of fewer than five people are hidden, and missing from bars and sums.']),
  ]
  return (
    <Bars
      {...card}
      className="charts:col-span-6"
      measure={learnerRows ? measure : 'In the states shown'}
      format="count"
      states={barStates}
      overlaps={overlaps ?? !learnerRows}
      rows={rows.map(({ counts, ...row }) => ({
        ...row,
        values: countsOf(counts),
        hidden: counts.suppressed && isNothingSeen(counts),
      }))}
      {...(rows.length > 0 && said.length > 0 && { note: said.join(' ') })}
      definition="/catalogue/assignments"
    />
  )
}
