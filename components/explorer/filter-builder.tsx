'use client'

import { Plus } from 'lucide-react'
import { useState, type SubmitEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import type { FilterColumn } from '@/lib/explorer/filter-value'
import { conditionOf, problemOf, writtenCondition } from './condition'
import { FilterGroupFields, type FilterDraft } from './filter-group-fields'
import { toFirstProblem } from './form-focus'
import { groupsInAddress, type WrittenFilter } from './table-address'
import { useAddress } from './use-address'

interface FilterBuilderProps {
  columns: readonly FilterColumn[]
  /** All groups hold; of each one filter is enough. */
  groups: readonly (readonly WrittenFilter[])[]
}

/** All filters at once, also those of which one is enough. */
export function FilterBuilder({ columns, groups }: FilterBuilderProps) {
  const { search, follow, busy } = useAddress()
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label="Filters"
      className="w-140"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button kind="quiet" busy={busy} icon={<Plus aria-hidden />}>
          Filter
        </Button>
      }
    >
      {/* Mounted with each opening, so that it starts from what holds. */}
      <Builder
        columns={columns}
        groups={groups}
        onApply={(next) => {
          setOpen(false)
          follow(groupsInAddress(search, next))
        }}
      />
    </Popover>
  )
}

function Builder({ columns, groups, onApply }: FilterBuilderProps & { onApply: (groups: WrittenFilter[][]) => void }) {
  const [first] = columns
  const another: readonly FilterDraft[] = first ? [{ column: first, operator: 'eq', value: '' }] : []
  const [tried, setTried] = useState(false)
  const [drafts, setDrafts] = useState<readonly (readonly FilterDraft[])[]>(() =>
    groups.length > 0 ? groups.map((group) => draftsOf(columns, group)) : [another],
  )
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const isRefused = drafts.flat().some((draft) => problemOf(draft.column, draft) !== undefined)
    if (isRefused) return toFirstProblem(event.currentTarget, () => setTried(true))
    onApply(drafts.map((group) => group.map((draft) => writtenCondition(draft.column, draft))))
  }
  return (
    <form noValidate className="flex flex-col gap-2" onSubmit={submit}>
      {drafts.length === 0 && <p className="text-body text-muted">No filter: every row is shown.</p>}
      {drafts.map((group, index) => (
        <div key={index} className="contents">
          {index > 0 && <p className="text-small text-muted">and</p>}
          <FilterGroupFields
            columns={columns}
            group={group}
            tried={tried}
            onChange={(next) =>
              setDrafts(next.length > 0 ? drafts.with(index, next) : drafts.filter((other) => other !== group))
            }
          />
        </div>
      ))}
      <div className="flex flex-wrap justify-between gap-2 pt-1">
        <Button kind="quiet" size="small" icon={<Plus aria-hidden />} onClick={() => setDrafts([...drafts, another])}>
          And another filter
        </Button>
        <Button type="submit" kind="primary" size="small">
          Apply
        </Button>
      </div>
    </form>
  )
}

function draftsOf(columns: readonly FilterColumn[], group: readonly WrittenFilter[]): readonly FilterDraft[] {
  return group.flatMap((filter) => {
    const column = columns.find(({ name }) => name === filter.column)
    return column ? { column, ...conditionOf(filter) } : []
  })
}
