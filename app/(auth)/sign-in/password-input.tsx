'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useState, type ComponentProps } from 'react'
import { Input } from '@/components/ui/input'

/** A password that can be looked at while it is typed. */
export function PasswordInput({ invalid, ...props }: Omit<ComponentProps<'input'>, 'type'> & { invalid?: boolean }) {
  const [shown, setShown] = useState(false)
  const Icon = shown ? EyeOff : Eye
  return (
    <span className="relative block">
      <Input
        {...props}
        type={shown ? 'text' : 'password'}
        aria-invalid={invalid || props['aria-invalid'] || undefined}
        spellCheck={false}
        className="h-10 pr-10"
      />
      <button
        type="button"
        aria-label={shown ? 'Hide characters' : 'Show characters'}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-1 right-1 flex w-8 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-text"
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </span>
  )
}
