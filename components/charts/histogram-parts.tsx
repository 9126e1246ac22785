'use client'

/** What a histogram draws around its steps, inside Recharts. */
import { DefaultZIndexes, usePlotArea, useYAxisScale, ZIndexLayer } from 'recharts'
import { edgeLabels, isNumeric, shareOfAxis, type Edges } from './histogram-axis'
import { fitText, textWidth } from './text-width'

export function MiddleHalf({ bins, middle }: { bins: readonly Edges[]; middle: { from: number; to: number } }) {
  const plot = usePlotArea()
  if (!plot) return null
  const x = plot.x + shareOfAxis(bins, middle.from) * plot.width
  const width = plot.x + shareOfAxis(bins, middle.to) * plot.width - x
  return <rect x={x} y={plot.y} width={width} height={plot.height} fill="var(--chart-ink)" fillOpacity={0.09} />
}

export function MarkerLine({ bins, at, label }: { bins: readonly Edges[]; at: number; label: string }) {
  const plot = usePlotArea()
  if (!plot) return null
  const x = plot.x + shareOfAxis(bins, at) * plot.width
  const left = x + 6 + textWidth(label, 11.5) > plot.x + plot.width
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.line + 1}>
      <line x1={x} x2={x} y1={plot.y - 14} y2={plot.y + plot.height} stroke="var(--text)" strokeWidth={1.5} />
      <text
        x={x + (left ? -5 : 5)}
        y={plot.y - 5}
        textAnchor={left ? 'end' : 'start'}
        fontSize={11}
        fontWeight={600}
        fill="var(--text)"
      >
        {label}
      </text>
    </ZIndexLayer>
  )
}

/** The former period as the outline of its steps; never a second set of bars. */
export function FormerOutline({ values }: { values: readonly (number | null)[] }) {
  const plot = usePlotArea()
  const scale = useYAxisScale()
  if (!plot || !scale) return null
  const band = plot.width / values.length
  const path = values.map(
    (value, index) => `${index === 0 ? 'M' : 'L'}${plot.x + index * band} ${scale(value ?? 0)}h${band}`,
  )
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.line}>
      {/* The ground around it keeps it visible on the steps. */}
      <path d={path.join('')} fill="none" stroke="var(--surface)" strokeWidth={4} />
      <path d={path.join('')} fill="none" stroke="var(--muted)" strokeWidth={1.5} />
    </ZIndexLayer>
  )
}

export function StepAxis({ bins, title }: { bins: readonly (Edges & { readonly label: string })[]; title: string }) {
  const plot = usePlotArea()
  if (!plot) return null
  const bottom = plot.y + plot.height
  const band = plot.width / bins.length
  // Where steps are narrow the sign goes before digits do; the title says what is counted.
  const isTight = bins.some(({ label }) => textWidth(label, 11) > band - 2)
  const text = (label: string) => fitText(isTight ? label.replace(/\s%$/, '') : label, band, 11)
  return (
    <g fontSize={11} fill="var(--chart-tick)" textAnchor="middle">
      <line x1={plot.x} x2={plot.x + plot.width} y1={bottom} y2={bottom} stroke="var(--chart-axis)" />
      {isNumeric(bins)
        ? edgeLabels(bins, plot.width).map(({ index, text }) => (
            <text key={index} x={plot.x + index * band} y={bottom + 16}>
              {text}
            </text>
          ))
        : bins.map(({ label }, index) => (
            <text key={label} x={plot.x + (index + 0.5) * band} y={bottom + 16}>
              {text(label)}
            </text>
          ))}
      <text x={plot.x + plot.width / 2} y={bottom + 33}>
        {title}
      </text>
    </g>
  )
}
