'use client'

import Link from 'next/link'
import { usePathname, useSearchParams } from 'next/navigation'
import { createContext, use, type ComponentProps, type ReactNode } from 'react'
import { keeping } from './kept-params'

const Kept = createContext<readonly string[]>([])

/** Parameters that the browser changes without asking the server: links inside that stay on the page carry them as they stand. */
export function KeepParams({ names, children }: { names: readonly string[]; children: ReactNode }) {
  return <Kept value={names}>{children}</Kept>
}

/** A link that the server drew from the address as it was then. */
export function StateLink({ href, ...props }: Omit<ComponentProps<typeof Link>, 'href'> & { href: string }) {
  const names = use(Kept)
  const path = usePathname()
  const search = useSearchParams()
  const staysHere = names.length > 0 && href.split('?', 1)[0] === path
  return <Link {...props} href={staysHere ? keeping(href, search, names) : href} />
}
