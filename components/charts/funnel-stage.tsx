/** One stage of a funnel: its words, its bar, and what share of others it is. */
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { cssColour } from './colours'
import type { FunnelSegment, FunnelStage } from './funnel'
import type { FunnelBox } from './funnel-layout'
import { outlined } from './row-parts'
import { fitText, textWidth } from './text-width'

/** Lengths in the bar: who went further or is settled, then who is still under way. */
export function lengths({ stages }: FunnelSegment, stage: FunnelStage, width: number, apart: boolean) {
  const openInAll = apart ? stages.reduce((sum, { open }) => sum + (open ?? 0), 0) : 0
  const first = (stages[0]?.count ?? 0) + openInAll
  const unit = first > 0 ? width / first : 0
  const open = (stage.open ?? 0) * unit
  return { settled: Math.max(0, (stage.count ?? 0) * unit - (apart ? 0 : open)), open }
}

interface StageProps {
  funnel: FunnelSegment
  index: number
  box: FunnelBox
  pattern: string
  apart: boolean
}

export function shares({ stages }: FunnelSegment, index: number) {
  const of = (count: number | null | undefined, all: number | null | undefined) =>
    typeof count === 'number' && typeof all === 'number' && all > 0 ? count / all : null
  const count = stages[index]?.count
  return { first: of(count, stages[0]?.count), before: index === 0 ? null : of(count, stages[index - 1]?.count) }
}

export function Stage({ funnel, index, box, pattern, apart }: StageProps) {
  const stage = funnel.stages[index]
  if (!stage) return null
  const { settled, open } = lengths(funnel, stage, box.width, apart)
  const { first, before } = shares(funnel, index)
  const count = stage.hidden ? 'Hidden' : formatCount(stage.count)
  const share = stage.hidden ? '' : formatPercent(first)
  const room = box.width - textWidth(count, 14) - textWidth(share, 13) - 24
  const bar = { y: box.y + 24, height: 14, rx: 2 }
  return (
    <g fontSize={13}>
      <text x={box.x} y={box.y + 15} fill="var(--text)">
        {fitText(stage.label, room, 13)}
      </text>
      <text x={box.x + box.width} y={box.y + 15} textAnchor="end" fill="var(--muted)" className="tabular">
        {share}
      </text>
      <text
        x={box.x + box.width - 58}
        y={box.y + 15}
        textAnchor="end"
        fill="var(--text)"
        fontWeight={550}
        className="tabular"
      >
        {count}
      </text>
      <rect {...bar} x={box.x} width={box.width} fill="var(--chart-empty)" className={outlined} />
      {settled > 0 && (
        <rect {...bar} x={box.x} width={settled} fill={cssColour('ink')} className="forced-colors:fill-[CanvasText]" />
      )}
      {open > 0 && (
        <rect
          {...bar}
          x={box.x + settled + (settled > 0 ? 1 : 0)}
          width={Math.max(2, open - 1)}
          fill={`url(#${pattern})`}
          stroke={cssColour('ink')}
          className={outlined}
        />
      )}
      <text x={box.x} y={box.y + 53} fontSize={11} fill="var(--muted)" className="tabular">
        {before !== null && !stage.hidden && `${formatPercent(before)} of the stage before`}
      </text>
    </g>
  )
}
