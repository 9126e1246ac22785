import type { ComponentProps } from 'react'
import { cn } from './cn'

export const inputStyle =
  'h-8 w-full rounded-control border border-control bg-surface px-2.5 text-body text-text hover:border-muted focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-disabled aria-invalid:border-negative max-tablet:h-10'

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cn(inputStyle, className)} {...rest} />
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={cn(inputStyle, 'h-auto min-h-20 py-1.5 max-tablet:h-auto', className)} {...rest} />
}

export function NativeSelect({ className, ...rest }: ComponentProps<'select'>) {
  return <select className={cn(inputStyle, 'pr-8', className)} {...rest} />
}
