import { Funnel } from '@/components/charts/funnel'
import { DataTable, type TableCell } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { Hourglass } from 'lucide-react'
import { numberOf } from '@/lib/format/number-of'
import { isSmallSample } from '@/lib/format/small-sample'
import { formatValue } from '@/lib/format/value'
import { countCell } from './amounts'
import type { CardData, CommerceView } from './commerce-view'

const segments = [
  { key: 'kept', label: 'Not refunded' },
  { key: 'refunded', label: 'Refunded' },
] as const

type Rows = CardData<'funnel'>

const empty = {
  title: 'Nothing bought',
  text: 'No purchase in this period under these filters. Choose a longer period or fewer filters.',
}

/** How far buyers got with what they bought. */
export function WhatBecame({ view, rows }: { view: CommerceView; rows: Rows }) {
  const funnels = segments.flatMap(({ key, label }) => {
    const stages = rows.filter(({ segment }) => segment === key)
    if (stages.length === 0) return []
    return [
      {
        key,
        label,
        stages: stages.map(({ stage, position, purchases }) => ({
          key: String(position),
          label: String(stage),
          count: numberOf(purchases),
          hidden: numberOf(purchases) === null,
        })),
      },
    ]
  })
  return (
    <Funnel
      id="funnel"
      className="charts:col-span-7"
      title="From purchase to certificate"
      about="Purchases of the period by how far the buyer got, in every course that the purchase opened."
      period={view.period}
      what="Stage"
      measure="Purchases"
      funnels={funnels}
      note="Each purchase once, at its furthest stage and all before it. Somebody else’s enrolment, as those that bulk codes give, is not counted."
      empty={empty}
      definition="/catalogue/purchase_funnel"
    />
  )
}

const columns = [
  { id: 'stage', label: 'Until' },
  { id: 'days', label: 'Median days', numeric: true },
  { id: 'timed', label: 'Purchases', numeric: true },
  { id: 'buyers', label: 'Buyers here', numeric: true },
]

/** From each stage to the next, of what was not refunded. */
export function DaysBetween({ rows }: { rows: Rows }) {
  const kept = rows.filter(({ segment, position }) => segment === 'kept' && position !== 0)
  return (
    <Card
      id="days-between"
      className="charts:col-span-5"
      title="Days between stages"
      about="Median days from the stage before, of purchases that were not refunded and reached both."
      footer="Only what happened in this order is in a median. Grey: fewer than 10 purchases."
    >
      {kept.length === 0 ? (
        <EmptyState icon={Hourglass} title={empty.title}>
          {empty.text}
        </EmptyState>
      ) : (
        <DataTable
          label="Days between stages"
          chooseColumns={false}
          columns={columns}
          rows={kept.map((row) => ({
            id: String(row.position),
            cells: {
              stage: { text: String(row.stage) },
              days: daysCell(row),
              timed: countCell(numberOf(row.timed)),
              buyers: countCell(numberOf(row.learners)),
            },
          }))}
        />
      )}
    </Card>
  )
}

function daysCell({ median_days: median, timed }: Rows[number]): TableCell {
  const n = numberOf(timed)
  if (n === null) return { text: 'Hidden', quiet: true }
  const text = formatValue(numberOf(median), 'days')
  return n > 0 && isSmallSample(n) ? { text, quiet: true, sample: `n ${n}` } : { text, quiet: n === 0 }
}
