'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/lib/format/numbers'
import type { Facet } from '@/lib/explorer/facets'
import { ticked, tickedOf } from './facet-model'
import type { WrittenFilter } from './table-address'

const AT_FIRST = 6

interface FacetValuesProps {
  facet: Facet
  filters: readonly WrittenFilter[]
  onChange: (filters: readonly WrittenFilter[]) => void
}

/** The most frequent values, each with its rows and a line as long as its share of the longest. */
export function FacetValues({ facet, filters, onChange }: FacetValuesProps) {
  const [whole, setWhole] = useState(false)
  const asked = filters.map(({ operator, value }) => `${operator}:${value}`).join(' ')
  // A tick shows at once; the address follows when the rows are there.
  const [tick, setTick] = useState({ asked, values: tickedOf(filters) })
  const now = tick.asked === asked ? tick.values : tickedOf(filters)
  const choose = (value: string | null) => {
    const next = ticked(facet.column, now, value)
    setTick({ asked, values: tickedOf(next) })
    onChange(next)
  }
  const most = Math.max(1, ...facet.values.map(({ rows }) => rows))
  const shown = facet.values.filter(({ value }, index) => whole || index < AT_FIRST || now.includes(value))
  const rest = facet.values.length - shown.length
  return (
    <>
      <ul className="flex flex-col">
        {shown.map(({ value, text, rows }) => (
          <li key={value ?? ' null'}>
            <label className="-mx-1.5 flex min-h-7 cursor-pointer items-start gap-2.5 rounded-control px-1.5 py-0.5 hover:bg-hover max-sidebar:min-h-10">
              <input
                type="checkbox"
                className="mt-0.5 size-4 shrink-0 accent-accent"
                checked={now.includes(value)}
                onChange={() => choose(value)}
              />
              <span className="min-w-0 grow">
                <span className="flex items-baseline justify-between gap-2">
                  <FacetName value={value} text={text} />
                  <span className="tabular text-small text-muted">{formatCount(rows)}</span>
                </span>
                <span
                  aria-hidden
                  className="block h-0.5 rounded-full bg-accent-line opacity-40"
                  style={{ width: `${(rows / most) * 100}%` }}
                />
              </span>
            </label>
          </li>
        ))}
      </ul>
      {facet.values.length === 0 && <p className="text-small text-muted">No row is left to count.</p>}
      {rest > 0 && (
        <Button kind="quiet" size="small" className="-ml-2.5" onClick={() => setWhole(true)}>
          Show {rest} more
        </Button>
      )}
      {rest === 0 && facet.more && (
        <p className="pt-1 text-small text-muted">The {facet.values.length} most frequent. There are more.</p>
      )}
    </>
  )
}

function FacetName({ value, text }: { value: string | null; text: string | null }) {
  if (value === null) return <span className="text-muted italic">null</span>
  if (value === '') return <span className="text-muted italic">empty text</span>
  return (
    <span className="truncate" title={text ? `${text} ${value}` : value}>
      {text ?? value}
    </span>
  )
}
