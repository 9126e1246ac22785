'use client'

import { useId, useState, type FocusEvent } from 'react'
import { FieldError } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { Kind } from '@/lib/catalogue/types'
import { filterValues } from '@/lib/explorer/filter-value'
import { ends, limitAt, withLimit, type End } from './facet-model'
import { operatorWords } from './operator-words'
import { filterText, type WrittenFilter } from './table-address'

interface RangeFieldsProps {
  column: string
  kind: Kind
  filters: readonly WrittenFilter[]
  onChange: (filters: readonly WrittenFilter[]) => void
}

interface Drafts {
  /** The filters that were edited: others are drafts of nothing. */
  readonly of: string
  readonly texts: Partial<Record<End, string>>
  readonly problems: Partial<Record<End, string>>
}

const both: readonly End[] = ['lower', 'upper']

/** Both ends of a stretch, each as the address says it. Asked by Enter, or when the focus leaves them; only what was edited changes. */
export function RangeFields({ column, kind, filters, onChange }: RangeFieldsProps) {
  const of = filters.map(filterText).join()
  const [drafts, setDrafts] = useState<Drafts>({ of, texts: {}, problems: {} })
  const { texts, problems } = drafts.of === of ? drafts : { texts: {}, problems: {} }
  const apply = () => {
    const { next, problems } = edited({ column, kind, filters }, texts)
    if (Object.keys(problems).length > 0) setDrafts({ of, texts, problems })
    else if (next.map(filterText).join() !== of) onChange(next)
  }
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) apply()
  }
  return (
    <form
      noValidate
      className="mt-1.5 flex flex-wrap gap-1.5"
      onBlur={leave}
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      {both.map((end) => (
        <LimitField
          key={end}
          {...{ column, kind }}
          limit={limitAt(filters, end) ?? { column, operator: ends[end].usual, value: null }}
          draft={texts[end]}
          problem={problems[end]}
          onChange={(text) =>
            setDrafts({ of, texts: { ...texts, [end]: text }, problems: { ...problems, [end]: undefined } })
          }
        />
      ))}
      <button type="submit" hidden>
        Apply
      </button>
    </form>
  )
}

/** What the fields ask; problems by field where they hold what no filter takes. */
function edited({ column, kind, filters }: Omit<RangeFieldsProps, 'onChange'>, texts: Drafts['texts']) {
  let next = filters
  const problems: Drafts['problems'] = {}
  for (const end of both) {
    const text = texts[end]?.trim()
    if (text === undefined || text === shortened(limitAt(filters, end)?.value ?? '')) continue
    const accepted = text === '' ? null : filterValues({ kind, mayBeEmpty: false }, ends[end].usual, text)
    if (accepted && !accepted.ok) problems[end] = accepted.message
    else next = withLimit(next, column, end, text)
  }
  return { next, problems }
}

interface LimitFieldProps {
  column: string
  kind: Kind
  limit: WrittenFilter
  draft: string | undefined
  problem: string | undefined
  onChange: (text: string) => void
}

function LimitField({ column, kind, limit, draft, problem, onChange }: LimitFieldProps) {
  const id = useId()
  return (
    <div className="flex min-w-0 grow basis-20 flex-col">
      <label htmlFor={id} className="text-small text-muted first-letter:uppercase">
        {operatorWords(limit.operator, kind)}
        <span className="sr-only"> {column}</span>
      </label>
      <Input
        id={id}
        inputMode={kind === 'date' || kind === 'timestamp' ? 'text' : 'decimal'}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        value={draft ?? shortened(limit.value ?? '')}
        onChange={(event) => onChange(event.target.value)}
        className="h-7 min-w-0 px-2 text-small"
      />
      {problem !== undefined && (
        <div role="alert" ref={intoSight}>
          <FieldError id={`${id}-problem`}>{problem}</FieldError>
        </div>
      )}
    </div>
  )
}

/** The field may be the last that can be seen of the panel. */
function intoSight(problem: HTMLElement | null): void {
  problem?.scrollIntoView({ block: 'nearest' })
}

/** Midnight is the day. */
function shortened(text: string): string {
  return text.replace(/ 00:00:00$/, '')
}
