'use client'

import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { Facet } from '@/lib/explorer/facets'
import { facetsQuestion, ticked, tickedOf } from './facet-model'
import { FacetValueList } from './facet-value-list'
import { filterText, type WrittenFilter } from './table-address'
import { useAddress } from './use-address'
import { TYPING_MS, useAnswer } from './use-answer'

const AT_FIRST = 6

interface FacetValuesProps {
  table: string
  facet: Facet
  filters: readonly WrittenFilter[]
  stale: boolean
  onChange: (filters: readonly WrittenFilter[]) => void
}

/** The most frequent values, each with its rows, and a field that finds others. */
export function FacetValues({ table, facet, filters, stale, onChange }: FacetValuesProps) {
  const { column } = facet
  const list = useRef<HTMLDivElement>(null)
  const [whole, setWhole] = useState(false)
  const { text, setText, found, problem } = useFound(table, column)
  const { now, choose } = useTicks({ column, filters, onChange })
  const values = (found ?? facet).values
  const shown = values.filter(({ value }, index) => whole || found || index < AT_FIRST || now.includes(value))
  const rest = values.length - shown.length
  // Chosen values come with the counts, unless no row is left that holds them.
  const missing = found || stale ? [] : now.filter((value) => values.every((other) => other.value !== value))
  const showAll = () => {
    const next = values.findIndex((value) => !shown.includes(value))
    flushSync(() => setWhole(true))
    list.current?.querySelectorAll('input')[next]?.focus()
  }
  return (
    <div ref={list}>
      <FacetValueList
        values={[...shown, ...missing.map((value) => ({ value, text: null, rows: 0 }))]}
        {...{ now, choose }}
      />
      {rest > 0 && (
        <Button kind="quiet" size="small" className="-ml-2.5" onClick={showAll}>
          Show {rest} more
        </Button>
      )}
      {(facet.more || text !== '') && (
        <Input
          type="search"
          aria-label={`Find another value of ${column}`}
          placeholder="Find another value"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="mt-1.5 h-7 px-2 text-small"
        />
      )}
      <p role="status" className="pt-1 text-small text-muted empty:hidden">
        {problem ??
          (found ? foundWords(found) : values.length === 0 && missing.length === 0 && 'No row is left to count.')}
      </p>
    </div>
  )
}

function foundWords({ tooMany, values, more }: Facet): string {
  if (tooMany) return 'Finding took too long. Filter by another column first.'
  if (values.length === 0) return 'No value holds this.'
  return more ? `The ${values.length} most frequent of those found.` : ''
}

/** Values that the field below asks for; null: it asks for nothing, or has no answer yet. */
function useFound(table: string, column: string) {
  const { search } = useAddress()
  const [text, setText] = useState('')
  const find = text.trim()
  const url = find === '' ? null : facetsQuestion(table, search, [column], find)
  const { value, problem, busy } = useAnswer<{ facets: readonly Facet[] }>(url, TYPING_MS)
  const found = url === null ? null : (value?.facets[0] ?? null)
  return { text, setText, found, problem: url === null || busy ? null : problem }
}

/** A tick shows at once; the address follows when the rows are there. */
function useTicks({ column, filters, onChange }: Pick<FacetValuesProps, 'filters' | 'onChange'> & { column: string }) {
  const asked = filters.map(filterText).join()
  const [tick, setTick] = useState({ asked, values: tickedOf(filters) })
  const now = tick.asked === asked ? tick.values : tickedOf(filters)
  const choose = (value: string | null) => {
    const next = ticked(column, now, value)
    setTick({ asked, values: tickedOf(next) })
    onChange(next)
  }
  return { now, choose }
}
