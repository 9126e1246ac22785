'use client'

import { createContext, useContext, type ReactNode } from 'react'
import type { FormAction } from '@/lib/authz/action'
import type { KnownView } from '@/lib/views/visible'

interface Views {
  readonly known: readonly KnownView[]
  readonly save: FormAction
}

const ViewsContext = createContext<Views | null>(null)

/** Stands around every page of somebody who is signed in. */
export function ViewsProvider({ known, save, children }: Views & { children: ReactNode }) {
  return <ViewsContext value={{ known, save }}>{children}</ViewsContext>
}

/** Null outside of the shell, as in tests that draw one page. */
export function useViews(): Views | null {
  return useContext(ViewsContext)
}
