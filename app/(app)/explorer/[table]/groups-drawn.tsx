import { Bars } from '@/components/charts/bars'
import type { MarkColour } from '@/components/charts/colours'
import { TrendLines } from '@/components/charts/trend-lines'
import { dimensionWords, measureWords } from '@/components/explorer/group-words'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import { numberOf, type GroupChart } from '@/lib/explorer/group-chart'
import type { GroupQuery } from '@/lib/explorer/group-query'
import type { JoinedName, JoinedNames } from '@/lib/explorer/joined-names'
import type { TableRow } from '@/lib/explorer/table-page'
import { formatBucket } from '@/lib/format/dates'
import type { ValueFormat } from '@/lib/format/numbers'
import { dimensionText } from './group-cells'

interface GroupsDrawnProps {
  query: GroupQuery
  chart: GroupChart
  names: JoinedNames
  lineNames: ReadonlyMap<string, JoinedName>
  /** Undefined where no filter says what the group is. */
  rowsHref: (row: TableRow) => string | undefined
}

/** A technology's colours are its own, so lines of other things are told apart by tone and by their names. */
const tones: readonly MarkColour[] = ['accent', 'text', 'step-3', 'warning', 'other']

export function GroupsDrawn({ query, chart, names, lineNames, rowsHref }: GroupsDrawnProps) {
  const measure = measureWords(chart.measure.key)
  const card = { id: 'groups', period: qualifiedName(query.table) }
  if (chart.shape === 'bars') {
    const what = query.dimensions.map(({ key }) => dimensionWords(key)).join(', ')
    const rows = chart.rows.map((row, index) => ({
      key: String(index),
      label: query.dimensions.map((each) => dimensionText(each, row[each.key] ?? null, names)).join(' · '),
      values: [numberOf(row[chart.measure.key])],
      href: rowsHref(row),
    }))
    const format = formatOf(
      chart.measure.calculation,
      rows.flatMap(({ values }) => values),
    )
    return (
      <Bars
        {...card}
        title={`${capital(measure)} by ${what}`}
        about={
          chart.more ? `The ${rows.length} largest groups. Click a bar for its rows.` : 'Click a bar for its rows.'
        }
        what={what}
        measure={capital(measure)}
        format={format}
        states={[{ key: 'all', label: capital(measure), color: 'ink' }]}
        rows={rows}
        overlaps={chart.more}
      />
    )
  }
  const { by, unit, lines } = chart
  const series = lines.map(({ value, numbers }, index) => ({
    key: value ?? '',
    label: value === null ? capital(measure) : (lineNames.get(value)?.text ?? (value || 'empty text')),
    color: tones[index] ?? 'other',
    values: numbers,
  }))
  const several = by !== null && lines.some(({ value }) => value !== null)
  return (
    <TrendLines
      {...card}
      title={`${capital(measure)} by ${unit}${several ? ` and ${dimensionWords(by.key)}` : ''}`}
      about={[
        several ? `The ${lines.length} largest of ${dimensionWords(by.key)}.` : 'All rows that pass the filters.',
        ...(chart.cut ? ['The newest steps only; the table has all.'] : []),
      ].join(' ')}
      unit={capital(measure)}
      format={formatOf(
        chart.measure.calculation,
        lines.flatMap(({ numbers }) => numbers),
      )}
      grain={unit}
      buckets={chart.starts.map(({ start, end }) => ({
        start,
        end,
        label: formatBucket(start, unit),
        unfinished: false,
      }))}
      series={series}
    />
  )
}

function formatOf(calculation: string, values: readonly (number | null)[]): ValueFormat {
  if (calculation === 'count' || calculation === 'distinct') return 'count'
  return values.every((value) => value === null || Number.isInteger(value)) ? 'count' : 'decimal'
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
