'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import { writtenCondition } from './condition-fields'
import { FilterGroupFields, firstCondition, type FilterColumn, type FilterDraft } from './filter-group-fields'
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
  const [drafts, setDrafts] = useState<readonly (readonly FilterDraft[])[]>(() => [
    ...groups.map((group) => group.map(({ value, ...filter }) => ({ ...filter, value: value ?? '' }))),
    ...(groups.length === 0 ? [[firstCondition(columns)]] : []),
  ])
  const kindOf = (name: string) => columns.find((column) => column.name === name)?.kind ?? 'text'
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        onApply(
          drafts.map((group) => group.map((draft) => writtenCondition(draft.column, kindOf(draft.column), draft))),
        )
      }}
    >
      {drafts.length === 0 && <p className="text-body text-muted">No filter: every row is shown.</p>}
      {drafts.map((group, index) => (
        <div key={index} className="contents">
          {index > 0 && <p className="text-small text-muted">and</p>}
          <FilterGroupFields
            columns={columns}
            group={group}
            onChange={(next) =>
              setDrafts(next.length > 0 ? drafts.with(index, next) : drafts.filter((other) => other !== group))
            }
          />
        </div>
      ))}
      <div className="flex flex-wrap justify-between gap-2 pt-1">
        <Button
          kind="quiet"
          size="small"
          icon={<Plus aria-hidden />}
          onClick={() => setDrafts([...drafts, [firstCondition(columns)]])}
        >
          And another filter
        </Button>
        <Button type="submit" kind="primary" size="small">
          Apply
        </Button>
      </div>
    </form>
  )
}
