'use client'

import { useState, type FocusEvent } from 'react'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/input'
import { formatDay } from '@/lib/format/dates'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import type { Facet } from '@/lib/explorer/facets'
import { ranged } from './facet-model'
import type { WrittenFilter } from './table-address'

interface FacetRangeProps {
  facet: Facet
  filters: readonly WrittenFilter[]
  onChange: (filters: readonly WrittenFilter[]) => void
}

/** How the rows spread over times or numbers; a bar filters to itself, the fields below to any stretch. */
export function FacetRange({ facet, filters, onChange }: FacetRangeProps) {
  const { buckets, kind } = facet
  const inTime = kind === 'date' || kind === 'timestamp'
  const value = (operators: readonly string[]) =>
    filters.find(({ operator }) => operators.includes(operator))?.value ?? ''
  const from = value(['gte', 'gt', 'eq'])
  const before = value(['lt', 'lte'])
  const most = Math.max(1, ...buckets.map(({ rows }) => rows))
  const outside = (bucket: { from: string; until: string }) =>
    (from !== '' && isBefore(kind, bucket.until, from, true)) || (before !== '' && !isBefore(kind, bucket.from, before))
  const say = (text: string) => (inTime ? formatDay(text) : text)
  return (
    <>
      {buckets.every(({ rows }) => rows === 0) && <p className="text-small text-muted">No row is left to count.</p>}
      {/* For the eye and the mouse; the fields below say and do the same. */}
      <div
        aria-hidden
        className={cn(
          'flex h-12 items-end gap-px border-b border-chart-axis',
          buckets.every(({ rows }) => rows === 0) && 'hidden',
        )}
      >
        {buckets.map((bucket) => (
          <span
            key={bucket.from}
            title={`${say(bucket.from)} – ${say(bucket.until)}: ${formatCounted(bucket.rows, 'row', 'rows')}`}
            onClick={() => onChange(ranged(facet.column, bucket.from, bucket.until))}
            className="group flex h-full min-w-0 grow cursor-pointer items-end hover:bg-hover"
          >
            <span
              className={cn('w-full rounded-t-cell', outside(bucket) ? 'bg-chart-other' : 'bg-chart-ink')}
              style={{ height: bucket.rows === 0 ? 0 : `max(2px, ${(bucket.rows / most) * 100}%)` }}
            />
          </span>
        ))}
      </div>
      <RangeFields
        key={`${from} ${before}`}
        column={facet.column}
        inTime={inTime}
        from={from}
        before={before}
        onChange={onChange}
      />
      {facet.nulls > 0 && <p className="pt-1.5 text-small text-muted">{formatCount(facet.nulls)} without a value</p>}
    </>
  )
}

interface RangeFieldsProps {
  column: string
  inTime: boolean
  from: string
  before: string
  onChange: (filters: readonly WrittenFilter[]) => void
}

/** Asked as soon as the focus leaves them, or by Enter. */
function RangeFields({ column, inTime, from, before, onChange }: RangeFieldsProps) {
  const shorten = (text: string) => text.replace(/ 00:00:00$/, '')
  const [first, setFirst] = useState(shorten(from))
  const [last, setLast] = useState(shorten(before))
  const leave = (event: FocusEvent<HTMLFormElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.requestSubmit()
  }
  return (
    <form
      className="relative mt-1.5 flex gap-1.5"
      onBlur={leave}
      onSubmit={(event) => {
        event.preventDefault()
        if (first !== shorten(from) || last !== shorten(before)) onChange(ranged(column, first, last))
      }}
    >
      <RangeField label="From" {...{ column, inTime }} value={first} onChange={setFirst} />
      <RangeField label="Before" {...{ column, inTime }} value={last} onChange={setLast} />
      <button type="submit" className="sr-only" tabIndex={-1}>
        Apply
      </button>
    </form>
  )
}

interface RangeFieldProps {
  label: string
  column: string
  inTime: boolean
  value: string
  onChange: (value: string) => void
}

function RangeField({ label, column, inTime, value, onChange }: RangeFieldProps) {
  return (
    <Input
      aria-label={`${column} ${label.toLowerCase()}`}
      title={inTime ? 'A day, as 2026-01-31' : 'A number'}
      placeholder={label}
      inputMode={inTime ? 'text' : 'decimal'}
      pattern={inTime ? '\\d{4}-\\d{2}-\\d{2}( \\d{2}:\\d{2}(:\\d{2})?)?' : '-?\\d+(\\.\\d+)?'}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="h-7 min-w-0 px-2 text-small"
    />
  )
}

function isBefore(kind: Facet['kind'], one: string, other: string, orEqual = false): boolean {
  const inTime = kind === 'date' || kind === 'timestamp'
  const [a, b] = inTime ? [one, other] : [Number(one), Number(other)]
  return a < b || (orEqual && a === b)
}
