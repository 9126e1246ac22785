'use client'

/** The axis of days under curves, and a line at one of them. */
import { DefaultZIndexes, usePlotArea, useYAxisScale, ZIndexLayer } from 'recharts'
import type { MarkColour } from './colours'
import { Marker, type MarkerShape } from './marker'

export function DayAxis({ days, ticks, title }: { days: number; ticks: readonly number[]; title: string }) {
  const plot = usePlotArea()
  if (!plot) return null
  const bottom = plot.y + plot.height
  return (
    <g fontSize={11} fill="var(--chart-tick)" textAnchor="middle">
      <line x1={plot.x} x2={plot.x + plot.width} y1={bottom} y2={bottom} stroke="var(--chart-axis)" />
      {ticks.map((day) => (
        <text key={day} x={plot.x + (day / days) * plot.width} y={bottom + 16}>
          {day}
        </text>
      ))}
      <text x={plot.x + plot.width / 2} y={bottom + 33}>
        {title}
      </text>
    </g>
  )
}

interface DayMarkProps {
  day: number
  label: string
  days: number
  points: readonly {
    readonly key: string
    readonly color: MarkColour
    readonly shape: MarkerShape
    readonly value: number | null
  }[]
}

export function DayMark({ day, label, days, points }: DayMarkProps) {
  const plot = usePlotArea()
  const scale = useYAxisScale()
  if (!plot || !scale) return null
  const x = plot.x + (day / days) * plot.width
  return (
    <g>
      <line x1={x} x2={x} y1={plot.y} y2={plot.y + plot.height} stroke="var(--text)" strokeDasharray="2 3" />
      <text x={x + 5} y={plot.y + 9} fontSize={11} fill="var(--text)">
        {label}
      </text>
      <ZIndexLayer zIndex={DefaultZIndexes.line + 1}>
        {points.map(({ key, value, ...marker }) => {
          const y = value === null ? undefined : scale(value)
          return y === undefined ? null : <Marker key={key} {...marker} x={x} y={y} />
        })}
      </ZIndexLayer>
    </g>
  )
}
