'use client'

import { Command } from 'cmdk'
import { ChevronDown, Database } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import { inputStyle } from '@/components/ui/input'

export interface PickableTables {
  readonly title: string
  readonly names: readonly string[]
}

/** The name of the table, and the way to every other one. */
export function TablePicker({ table, groups }: { table: string; groups: readonly PickableTables[] }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label="Tables"
      className="w-96 p-2"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button
          className="min-w-0 shrink font-mono text-card font-semibold"
          icon={<Database aria-hidden />}
          aria-label={`Table ${table}, choose another`}
        >
          <span className="truncate">{table}</span>
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      <Command label="Tables" loop defaultValue={table} className="flex flex-col gap-2">
        <Command.Input placeholder="Find a table" className={inputStyle} />
        <Command.List className="max-h-90 overflow-y-auto">
          <Command.Empty className="px-2 py-3 text-body text-muted">No table has this name.</Command.Empty>
          {groups.map(({ title, names }) => (
            <Command.Group
              key={title}
              heading={title}
              className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:text-muted"
            >
              {names.map((name) => (
                <Command.Item
                  key={name}
                  value={name}
                  onSelect={() => {
                    setOpen(false)
                    router.push(`/explorer/${name}`)
                  }}
                  className="flex min-h-7 cursor-pointer items-center rounded-control px-2 font-mono text-small data-[selected=true]:bg-hover max-tablet:min-h-10"
                >
                  {name}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Popover>
  )
}
