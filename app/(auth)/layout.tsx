import type { ReactNode } from 'react'
import { Logo } from '@/components/shell/logo'
import { ActivityField } from './activity-field'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh bg-surface sidebar:grid-cols-2">
      <div className="mx-auto flex w-full max-w-[384px] flex-col px-4 py-8 max-sidebar:max-w-[416px]">
        <header className="flex items-center gap-2.5 text-[16px] font-[640]">
          <Logo className="size-[26px]" />
          Skillscope
        </header>
        <main className="flex grow flex-col justify-center py-10">{children}</main>
        <footer className="text-small text-subtle">
          What your people learn on DataCamp and Skilljar, on your own server.
        </footer>
      </div>
      <div className="overflow-hidden border-l border-border bg-background max-sidebar:hidden">
        <ActivityField />
      </div>
    </div>
  )
}
