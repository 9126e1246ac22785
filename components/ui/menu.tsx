'use client'

import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'

const itemStyle =
  'flex h-8 items-center gap-2 rounded-control px-2 text-body outline-none select-none data-[highlighted]:bg-hover data-[disabled]:text-disabled max-tablet:h-10 [&_svg]:size-4 [&_svg]:text-muted'

/** Arrow keys, typing ahead and Esc come from Radix; the focus goes back to the trigger. */
export function Menu({
  trigger,
  align = 'end',
  children,
}: {
  trigger: ReactNode
  align?: 'start' | 'end'
  children: ReactNode
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-40 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-card border border-border bg-raised p-1 shadow-popover"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

export function MenuItem({
  icon,
  onSelect,
  note,
  stays = false,
  children,
}: {
  icon?: ReactNode
  onSelect: () => void
  note?: string
  /** The menu stays open after it. */
  stays?: boolean
  children: ReactNode
}) {
  return (
    <DropdownMenu.Item
      className={itemStyle}
      onSelect={(event) => {
        if (stays) event.preventDefault()
        else focusTrigger(event)
        onSelect()
      }}
    >
      {icon}
      <span className="grow">{children}</span>
      {note && <span className="text-small text-muted">{note}</span>}
    </DropdownMenu.Item>
  )
}

/** Before the menu closes, so that a dialog which the item opens can give the focus back to something that stays. */
function focusTrigger({ currentTarget }: Event) {
  if (!(currentTarget instanceof HTMLElement)) return
  const trigger = currentTarget.closest('[role=menu]')?.getAttribute('aria-labelledby')
  if (trigger) document.getElementById(trigger)?.focus()
}

/** Gives its place in the menu to a link or a form's button. */
export function MenuSlot({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu.Item asChild className={cn(itemStyle, 'w-full')}>
      {children}
    </DropdownMenu.Item>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="px-2 py-1 text-small text-muted">{children}</DropdownMenu.Label>
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="my-1 h-px bg-border" />
}

interface MenuChoiceProps {
  label: string
  value: string
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
}

export function MenuChoice({ label, value, options, onChange }: MenuChoiceProps) {
  return (
    <DropdownMenu.RadioGroup aria-label={label} value={value} onValueChange={onChange}>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className={cn(itemStyle, 'pl-8')}>
          <DropdownMenu.ItemIndicator className="absolute left-3">
            <Check aria-hidden />
          </DropdownMenu.ItemIndicator>
          {option.label}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}
