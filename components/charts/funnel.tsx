'use client'

import { useId } from 'react'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { ChartCard, type ChartCardProps } from './chart-card'
import { funnelLayout, funnelHeight, type FunnelBox } from './funnel-layout'
import { lengths, shares, Stage } from './funnel-stage'
import { Hatching } from './plot-parts'
import type { Mark } from './mark'
import { MarkPlot, type Drawing } from './mark-plot'
import type { Twin } from './twin'

export interface FunnelStage {
  readonly key: string
  readonly label: string
  /** All who reached it, those still under way included. */
  readonly count: number | null
  /** Of them, who is still under way and got no further: no failure, and no success yet. */
  readonly open?: number | null | undefined
  /** Too few people behind it for this reader. */
  readonly hidden?: boolean | undefined
  readonly href?: string | undefined
  readonly openHref?: string | undefined
}

export interface FunnelSegment {
  readonly key: string
  readonly label?: string | undefined
  readonly stages: readonly FunnelStage[]
}

interface FunnelProps extends ChartCardProps {
  /** "Stage", "Attempts". */
  what: string
  measure: string
  /** One beside the other; each is its own hundred percent. */
  funnels: readonly FunnelSegment[]
  openLabel?: string
  /** Counts are of what is settled, and so are shares; what is open lies behind the bar of its stage. */
  openApart?: boolean
}

export function Funnel(props: FunnelProps) {
  const { what, measure, funnels, openLabel = 'Still open', openApart = false, ...card } = props
  const pattern = useId()
  const counts = funnels.map(({ stages }) => stages.length)
  const titled = funnels.some(({ label }) => label !== undefined)
  const anyOpen = funnels.some(({ stages }) => stages.some(({ open }) => (open ?? 0) > 0))
  const draw = (width: number): Drawing => {
    const boxes = funnelLayout(width, counts, titled)
    const placed = funnels.flatMap((funnel, at) =>
      funnel.stages.map((stage, index) => ({ funnel, stage, index, box: boxes[at]?.stages[index] })),
    )
    const marks = placed.flatMap(({ funnel, stage, index, box }) => {
      if (!box) return []
      return [{ y: box.y, x: box.x, marks: marksOf(funnel, stage, index, box, props) }]
    })
    const svg = (
      <>
        <Hatching id={pattern} color="ink" />
        {boxes.map((box, at) => (
          <text key={at} x={box.x} y={box.y + 14} fontSize={13} fontWeight={600} fill="var(--text)">
            {funnels[at]?.label}
          </text>
        ))}
        {placed.map(
          ({ funnel, stage, index, box }) =>
            box && (
              <Stage
                key={`${funnel.key} ${stage.key}`}
                funnel={funnel}
                index={index}
                box={box}
                pattern={pattern}
                apart={openApart}
              />
            ),
        )}
      </>
    )
    return {
      // Stages side by side are one row of the keyboard.
      marks: [...new Set(marks.map(({ y }) => y))]
        .toSorted((one, other) => one - other)
        .map((y) =>
          marks
            .filter((stage) => stage.y === y)
            .toSorted((one, other) => one.x - other.x)
            .flatMap((stage) => stage.marks),
        ),
      parts: [{ place: 'body', x: 0, y: 0, width, height: funnelHeight(width, counts, titled), svg }],
    }
  }
  return (
    <ChartCard {...card} twin={twinOf(props)}>
      {anyOpen && (
        <ul className="mb-3 flex flex-wrap gap-x-3.5 text-small text-muted">
          <li className="inline-flex items-center gap-1.5">
            <span aria-hidden className="size-2.5 rounded-cell bg-chart-ink forced-colors:border" />
            {measure}
          </li>
          <li className="inline-flex items-center gap-1.5">
            <svg aria-hidden width={10} height={10}>
              <rect x={0.5} y={0.5} width={9} height={9} rx={2} fill={`url(#${pattern})`} stroke="var(--chart-ink)" />
            </svg>
            {openLabel}
          </li>
        </ul>
      )}
      <MarkPlot
        name={`Funnel: ${card.title}, ${measure.toLowerCase()} by ${what.toLowerCase()}, ${card.period}`}
        least={(width) => funnelHeight(width, counts, titled)}
        draw={draw}
      />
    </ChartCard>
  )
}

function marksOf(
  funnel: FunnelSegment,
  stage: FunnelStage,
  index: number,
  box: FunnelBox,
  { measure, openLabel = 'Still open', openApart = false }: FunnelProps,
): Mark[] {
  const { settled, open } = lengths(funnel, stage, box.width, openApart)
  const { first, before } = shares(funnel, index)
  const count = stage.hidden ? 'Hidden' : formatCount(stage.count)
  const title = [funnel.label, stage.label].filter(Boolean).join(', ')
  const tip = () => ({
    title,
    rows: [
      { label: measure, value: count, color: 'ink' as const },
      ...(stage.hidden ? [] : [{ label: 'Of the first stage', value: formatPercent(first) }]),
      ...(stage.hidden || before === null ? [] : [{ label: 'Of the stage before', value: formatPercent(before) }]),
      ...((stage.open ?? 0) > 0 ? [{ label: openLabel, value: formatCount(stage.open) }] : []),
    ],
  })
  const row = { x: box.x - 6, y: box.y, width: box.width + 12, height: box.height - 2 }
  const anchor = { x: box.x, y: box.y + 24, width: settled + open, height: 14 }
  const whole: Mark = { ...row, anchor, href: stage.href, tip }
  if (open <= 0) return [whole]
  const openTip = () => ({ title, rows: [{ label: openLabel, value: formatCount(stage.open) }] })
  const openBox = { x: box.x + settled, y: box.y + 20, width: Math.max(6, open), height: 22 }
  return [whole, { ...openBox, href: stage.openHref, tip: openTip }]
}

function twinOf({ what, measure, funnels, openLabel = 'Still open' }: FunnelProps): Twin {
  const labelled = funnels.some(({ label }) => label !== undefined)
  const anyOpen = funnels.some(({ stages }) => stages.some(({ open }) => typeof open === 'number'))
  return {
    columns: [
      ...(labelled ? [{ label: 'Segment', numeric: false }] : []),
      { label: what, numeric: false },
      { label: measure, numeric: true },
      { label: 'Of the first stage', numeric: true },
      { label: 'Of the stage before', numeric: true },
      ...(anyOpen ? [{ label: openLabel, numeric: true }] : []),
    ],
    rows: funnels.flatMap((funnel) =>
      funnel.stages.map((stage, index) => {
        const { first, before } = shares(funnel, index)
        const cell = (value: number | null | undefined, text: (value: number | null | undefined) => string) =>
          stage.hidden ? { text: 'Hidden', raw: null } : { text: text(value), raw: value ?? null }
        return [
          ...(labelled ? [{ text: funnel.label ?? '', raw: funnel.label ?? null }] : []),
          { text: stage.label, raw: stage.label, href: stage.href },
          cell(stage.count, formatCount),
          cell(first, formatPercent),
          cell(before, formatPercent),
          ...(anyOpen ? [cell(stage.open, formatCount)] : []),
        ]
      }),
    ),
  }
}
