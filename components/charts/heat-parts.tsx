/** What stands around the cells of a heatmap: names of rows and columns, and the mean of every row. */
import { formatDecimal, type ValueFormat } from '@/lib/format/numbers'
import { formatValue } from '@/lib/format/value'
import { apartLabels, type HeatLayout } from './heat-layout'
import type { HeatmapProps, HeatRow } from './heatmap'
import { inked } from './row-parts'
import { fitText } from './text-width'

export function Corner({ layout, what, leadLabel, numbers }: { layout: HeatLayout } & HeatmapProps) {
  const y = layout.head - 8
  return (
    <g fontSize={11} fill="var(--chart-tick)">
      {numbers && (
        <text x={0} y={y}>
          {what}
        </text>
      )}
      {leadLabel !== undefined && (
        <text x={layout.lead} y={y} textAnchor="end">
          {leadLabel}
        </text>
      )}
    </g>
  )
}

export function Head({ layout, columns, columnsTitle, meanLabel, numbers }: { layout: HeatLayout } & HeatmapProps) {
  const labels = columns.map(({ label }) => label)
  const y = layout.head - 8
  return (
    <g fontSize={11} fill="var(--chart-tick)">
      {columnsTitle !== undefined && (
        <text x={layout.side} y={12}>
          {columnsTitle}
        </text>
      )}
      {apartLabels(labels, layout.pitch, 11).map((index) => (
        <text
          key={index}
          x={layout.side + index * layout.pitch + (numbers ? layout.cell.width / 2 : 0)}
          y={y}
          textAnchor={numbers ? 'middle' : 'start'}
        >
          {labels[index]}
        </text>
      ))}
      {meanLabel !== undefined && (
        <text x={layout.side + layout.cells + 20} y={y}>
          {meanLabel}
        </text>
      )}
    </g>
  )
}

export function Side({ layout, rows }: { layout: HeatLayout; rows: readonly HeatRow[] }) {
  return rows.map(({ key, label, lead }, index) => {
    const y = layout.head + index * layout.row + layout.cell.height / 2 + 4
    return (
      <g key={key} fontSize={12}>
        <text x={0} y={y} fill="var(--text)">
          {fitText(label, layout.side - 12, 12)}
        </text>
        {lead !== undefined && (
          <text x={layout.lead} y={y} textAnchor="end" fill="var(--muted)" className="tabular">
            {lead}
          </text>
        )}
      </g>
    )
  })
}

export function Means({ layout, rows, format }: { layout: HeatLayout; rows: readonly HeatRow[]; format: ValueFormat }) {
  const largest = Math.max(0, ...rows.map(({ mean }) => mean ?? 0))
  const x = layout.side + layout.cells + 20
  const room = layout.mean - 20 - 48
  return rows.map(({ key, mean }, index) => {
    if (typeof mean !== 'number') return null
    const y = layout.head + index * layout.row
    const width = largest > 0 ? (mean / largest) * room : 0
    return (
      <g key={key}>
        <rect
          x={x}
          y={y + 2}
          width={Math.max(1, width)}
          height={layout.cell.height - 4}
          rx={2}
          fill="var(--chart-ink)"
          className={inked}
        />
        <text x={x + width + 8} y={y + layout.cell.height / 2 + 4} fontSize={12} fill="var(--text)" className="tabular">
          {format === 'percent' ? formatValue(mean, format) : formatDecimal(mean, mean < 10 && mean % 1 !== 0 ? 1 : 0)}
        </text>
      </g>
    )
  })
}
