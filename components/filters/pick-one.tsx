'use client'

import { Menu, MenuChoice } from '@/components/ui/menu'
import { PickButton } from './pick-button'

interface PickOneProps {
  name: string
  value: string
  options: readonly { value: string; label: string }[]
  onPick: (value: string) => void
}

export function PickOne({ name, value, options, onPick }: PickOneProps) {
  const label = options.find((option) => option.value === value)?.label ?? value
  return (
    <Menu align="start" trigger={<PickButton name={name} value={label} />}>
      <MenuChoice label={name} value={value} options={options} onChange={onPick} />
    </Menu>
  )
}
