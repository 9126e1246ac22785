'use client'

import { ChartColumn } from 'lucide-react'
import { Bars } from '@/components/charts/bars'
import { TrendLines } from '@/components/charts/trend-lines'
import { Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/input'
import { EmptyState } from '@/components/ui/states'
import { slots } from '@/lib/design/palette'
import { formatCount } from '@/lib/format/numbers'
import type { ChartChoice } from '@/lib/sql/queries'
import type { SqlResult } from '@/lib/sql/run'
import { drawingOf } from './chart-data'

interface ResultChartProps {
  result: SqlResult
  choice: ChartChoice
  onChoice: (choice: ChartChoice) => void
}

export function ResultChart({ result, choice, onChoice }: ResultChartProps) {
  const names = [...new Set(result.columns.map(({ name }) => name))]
  const numbers = new Set(result.columns.filter(({ kind }) => kind === 'number').map(({ name }) => name))
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap gap-3">
        <Field label="Chart">
          <NativeSelect
            value={choice.type}
            onChange={({ target }) => onChoice({ ...choice, type: target.value === 'lines' ? 'lines' : 'bars' })}
          >
            <option value="bars">Bars</option>
            <option value="lines">Lines by day</option>
          </NativeSelect>
        </Field>
        <Field label={choice.type === 'lines' ? 'Days' : 'One bar for each'}>
          <NativeSelect value={choice.x} onChange={({ target }) => onChoice({ ...choice, x: target.value })}>
            {names.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </NativeSelect>
        </Field>
        <Field label="Value">
          <NativeSelect value={choice.y} onChange={({ target }) => onChoice({ ...choice, y: target.value })}>
            {names
              .filter((name) => numbers.has(name) || name === choice.y)
              .map((name) => (
                <option key={name}>{name}</option>
              ))}
          </NativeSelect>
        </Field>
        {choice.type === 'lines' && (
          <Field label="One line for each">
            <NativeSelect
              value={choice.series ?? ''}
              onChange={({ target }) => onChoice({ ...choice, series: target.value === '' ? null : target.value })}
            >
              <option value="">(one line)</option>
              {names.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </NativeSelect>
          </Field>
        )}
      </div>
      <Drawn result={result} choice={choice} />
    </div>
  )
}

function Drawn({ result, choice }: { result: SqlResult; choice: ChartChoice }) {
  const drawing = drawingOf(result, choice)
  const { x, y } = choice
  const at = result.columns.findIndex(({ name }) => name === y)
  const format = result.rows.every((row) => Number.isInteger(Number(row[at] ?? 0))) ? 'count' : 'decimal'
  if (drawing.kind === 'none') {
    return (
      <EmptyState icon={ChartColumn} title="This cannot be drawn">
        {drawing.why}
      </EmptyState>
    )
  }
  const rows = formatCount(result.rows.length)
  const card = { id: 'answer', title: `${y} by ${x}`, about: 'As the statement answers it.', period: `${rows} rows` }
  if (drawing.kind === 'bars') {
    return (
      <Bars
        {...card}
        what={x}
        measure={y}
        format={format}
        states={[{ key: y, label: y, color: 'ink' }]}
        rows={drawing.rows}
        {...(drawing.leftOut > 0 && {
          note: `The first ${drawing.rows.length} of ${rows} rows are drawn, in the order of the statement.`,
        })}
      />
    )
  }
  return (
    <TrendLines
      {...card}
      unit={y}
      format={format}
      grain={x}
      buckets={drawing.buckets}
      series={drawing.lines.map((line, index) => ({
        ...line,
        color: drawing.lines.length === 1 ? 'ink' : (slots[index] ?? 'other'),
      }))}
    />
  )
}
