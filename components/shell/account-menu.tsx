'use client'

import { Info, LogOut } from 'lucide-react'
import Link from 'next/link'
import { signOut } from 'next-auth/react'
import { useEffect } from 'react'
import { forgetDrafts, forgetWithOthers } from '@/components/sql/draft'
import { Menu, MenuItem, MenuLabel, MenuSeparator, MenuSlot } from '@/components/ui/menu'

interface AccountMenuProps {
  name: string
  email: string
  role: string
}

export function AccountMenu({ name, email, role }: AccountMenuProps) {
  useEffect(forgetWithOthers, [])
  const initials = name
    .split(/\s+/)
    .map((part) => part.charAt(0).toUpperCase())
    .filter((_, index, parts) => index === 0 || index === parts.length - 1)
    .join('')
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`${initials}, account of ${name}`}
          className="flex size-8 shrink-0 items-center justify-center rounded-full bg-accent-soft text-small font-semibold text-accent hover:bg-selected max-tablet:size-10"
        >
          {initials}
        </button>
      }
    >
      <MenuLabel>
        <span className="block text-body font-[550] text-text">{name}</span>
        {email} · {role}
      </MenuLabel>
      <MenuSeparator />
      <MenuSlot>
        <Link href="/about">
          <Info aria-hidden />
          About this Skillscope
        </Link>
      </MenuSlot>
      <MenuItem icon={<LogOut aria-hidden />} onSelect={leave}>
        Sign out
      </MenuItem>
    </Menu>
  )
}

function leave(): void {
  forgetDrafts()
  void signOut({ callbackUrl: '/sign-in' })
}
