'use client'

import Link from 'next/link'
import type { CSSProperties } from 'react'
import { cn } from '@/components/ui/cn'
import type { ValueFormat } from '@/lib/format/numbers'
import { formatValue, formatValueWithUnit } from '@/lib/format/value'
import { ChartCard, type ChartCardProps } from './chart-card'
import { widestText } from './text-width'

export interface RankingRow {
  readonly key: string
  readonly label: string
  readonly value: number | null
  /** "38 of 44". */
  readonly note?: string | undefined
  readonly href?: string | undefined
  /** The value of the comparison period: a tick across the bar. */
  readonly before?: number | null | undefined
  /** Too few behind it to compare: grey. */
  readonly small?: boolean
}

interface RankingProps extends ChartCardProps {
  /** Headers of the table: "Team", "Active share". */
  what: string
  measure: string
  format: ValueFormat
  rows: readonly RankingRow[]
  compareLabel?: string
}

export function Ranking({ what, measure, format, rows, compareLabel = 'Previous period', ...card }: RankingProps) {
  const compared = rows.some(({ before }) => typeof before === 'number')
  const noted = rows.some(({ note }) => note !== undefined)
  const largest =
    format === 'percent' ? 1 : Math.max(0, ...rows.flatMap(({ value, before }) => [value ?? 0, before ?? 0]))
  // Where names are short, the bars take their room.
  const widest = widestText(
    rows.map(({ label }) => label),
    13,
  )
  const names = { '--names': `${Math.ceil(widest) + 8}px` } as CSSProperties
  const cell = (value: number | null | undefined) => ({ text: formatValue(value, format), raw: value ?? null })
  const twin = {
    columns: [
      { label: what, numeric: false },
      { label: measure, numeric: true },
      ...(noted ? [{ label: 'Of', numeric: true }] : []),
      ...(compared ? [{ label: compareLabel, numeric: true }] : []),
    ],
    rows: rows.map(({ label, value, note, before }) => [
      { text: label, raw: label },
      cell(value),
      ...(noted ? [{ text: note ?? '–', raw: note ?? null }] : []),
      ...(compared ? [cell(before)] : []),
    ]),
  }
  return (
    <ChartCard {...card} twin={twin}>
      {/* A few rows spread over a tall card would look lost. */}
      <ol style={names} className={cn('-mx-2 flex grow flex-col gap-0.5', rows.length > 5 && 'justify-between')}>
        {rows.map(({ key, href, ...row }) => {
          const content = (
            <RankingLine {...row} largest={largest} format={format} noted={noted} compareLabel={compareLabel} />
          )
          const style = cn(
            'flex min-h-8 items-center gap-x-3 gap-y-1.5 rounded-control px-2 text-body max-tablet:min-h-11 max-tablet:flex-wrap max-tablet:py-1.5',
            row.small ? 'text-muted' : 'text-text',
          )
          return (
            <li key={key}>
              {href === undefined ? (
                <div className={style}>{content}</div>
              ) : (
                <Link href={href} className={cn(style, 'hover:bg-hover')}>
                  {content}
                </Link>
              )}
            </li>
          )
        })}
      </ol>
    </ChartCard>
  )
}

interface RankingLineProps extends Omit<RankingRow, 'key' | 'href'> {
  largest: number
  format: ValueFormat
  noted: boolean
  compareLabel: string
}

function RankingLine({ label, value, note, before, small, largest, format, noted, compareLabel }: RankingLineProps) {
  const share = (amount: number) => `${largest > 0 ? Math.min(100, (amount / largest) * 100) : 0}%`
  return (
    <>
      <span
        className="w-[min(46%,var(--names))] min-w-0 shrink-0 truncate max-tablet:w-auto max-tablet:whitespace-normal max-tablet:grow max-tablet:basis-0"
        title={label}
      >
        {label}
      </span>
      <span
        aria-hidden
        className="relative h-3 min-w-8 grow rounded-cell bg-chart-empty max-tablet:order-last max-tablet:h-1.5 max-tablet:basis-full forced-colors:border"
      >
        {value !== null && (
          <span
            className={cn(
              'absolute inset-y-0 left-0 rounded-cell forced-colors:bg-[CanvasText]',
              small ? 'bg-chart-other' : 'bg-chart-ink',
            )}
            style={{ width: share(value) }}
          />
        )}
        {typeof before === 'number' && (
          <span
            className="absolute -inset-y-1 w-0.5 -translate-x-1/2 border-x border-surface bg-text box-content"
            style={{ left: share(before) }}
          />
        )}
      </span>
      <span className={cn('tabular w-16 shrink-0 text-right', !small && 'font-[550]')}>
        {formatValue(value, format)}
      </span>
      {typeof before === 'number' && (
        <span className="sr-only">
          {compareLabel} {formatValueWithUnit(before, format)}
        </span>
      )}
      {noted && <span className="tabular w-20 shrink-0 text-right text-small text-muted">{note}</span>}
    </>
  )
}
