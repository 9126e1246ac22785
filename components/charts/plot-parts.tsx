'use client'

/** What several charts draw inside Recharts: the parts for which it has no element of its own. */
import { DefaultZIndexes, usePlotArea, useYAxisScale, ZIndexLayer } from 'recharts'
import type { ChartBucket } from './bucket'
import { cssColour, type MarkColour } from './colours'
import { Marker, type MarkerShape } from './marker'
import { apart, labelled } from './scale'

/** Labels of bucket starts, thinned to the room there is; the last one stands flush right. */
export function TimeLabels({ buckets }: { buckets: readonly ChartBucket[] }) {
  const plot = usePlotArea()
  if (!plot) return null
  const band = plot.width / buckets.length
  const bottom = plot.y + plot.height
  return (
    <g>
      <line x1={plot.x} x2={plot.x + plot.width} y1={bottom} y2={bottom} stroke="var(--chart-axis)" />
      {labelled(buckets.length, plot.width).map((index) => {
        const flush = index === buckets.length - 1 && band < 40
        const x = plot.x + (flush ? plot.width : (index + 0.5) * band)
        return (
          <text
            key={index}
            x={x}
            y={bottom + 16}
            fontSize={11}
            fill="var(--chart-tick)"
            textAnchor={flush ? 'end' : 'middle'}
          >
            {buckets[index]?.label}
          </text>
        )
      })}
    </g>
  )
}

/** What is none of the others, or not over yet. */
export function Hatching({ id, color = 'unset' }: { id: string; color?: MarkColour }) {
  return (
    <defs>
      <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width={5} height={5} fill="var(--surface)" />
        <rect width={2.5} height={5} fill={cssColour(color)} />
      </pattern>
    </defs>
  )
}

/** The comparison over bars: a thin line across each, never a second set of bars. */
export function CompareTicks({
  values,
  barWidth,
}: {
  values: readonly (number | null)[]
  barWidth: (band: number) => number
}) {
  const plot = usePlotArea()
  const y = useYAxisScale()
  if (!plot || !y) return null
  const band = plot.width / values.length
  const half = Math.min(band, barWidth(band) + 6) / 2
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.line}>
      {values.map((value, index) => {
        const at = value === null ? undefined : y(value)
        const x = plot.x + (index + 0.5) * band
        return (
          at !== undefined && (
            <g key={index}>
              {/* The ground around it keeps it visible on every colour. */}
              <line x1={x - half} x2={x + half} y1={at} y2={at} stroke="var(--surface)" strokeWidth={4} />
              <line x1={x - half} x2={x + half} y1={at} y2={at} stroke="var(--muted)" strokeWidth={1.5} />
            </g>
          )
        )
      })}
    </ZIndexLayer>
  )
}

/** The outline of a bar whose bucket still grows. */
export function UnfinishedOutline({
  index,
  count,
  total,
  barWidth,
}: {
  index: number
  count: number
  total: number
  barWidth: (band: number) => number
}) {
  const plot = usePlotArea()
  const y = useYAxisScale()
  const top = y?.(total)
  if (!plot || top === undefined || total <= 0) return null
  const band = plot.width / count
  const width = barWidth(band)
  return (
    <rect
      x={plot.x + (index + 0.5) * band - width / 2}
      y={top}
      width={width}
      height={plot.y + plot.height - top}
      rx={2}
      fill="none"
      stroke="var(--chart-axis)"
      strokeDasharray="3 3"
    />
  )
}

/** A name at the right end of its line, with the line's own mark, so that no legend is needed. */
export function EndLabels({
  labels,
}: {
  labels: readonly {
    readonly key: string
    readonly label: string
    readonly color: MarkColour
    readonly shape?: MarkerShape
    readonly value: number | null
  }[]
}) {
  const plot = usePlotArea()
  const scale = useYAxisScale()
  if (!plot || !scale) return null
  const sorted = labels
    .flatMap((label) => (label.value === null ? [] : [{ ...label, y: scale(label.value) ?? plot.y }]))
    .toSorted((one, other) => one.y - other.y)
  const heights = apart(
    sorted.map(({ y }) => y),
    14,
    plot.y + plot.height,
  )
  return (
    <g fontSize={11}>
      {sorted.map(({ key, label, color, shape = 'circle' }, index) => {
        const y = heights[index] ?? 0
        return (
          <g key={key}>
            <Marker shape={shape} x={plot.x + plot.width + 8} y={y} color={color} />
            <text x={plot.x + plot.width + 16} y={y + 4} fill="var(--text)">
              {label}
            </text>
          </g>
        )
      })}
    </g>
  )
}
