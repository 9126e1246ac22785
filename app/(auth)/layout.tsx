import type { ReactNode } from 'react'
import { Logo } from '@/components/shell/logo'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 px-4 py-10">
      <p className="flex items-center gap-3 text-card font-semibold">
        <Logo className="size-9" />
        Skillscope
      </p>
      <div className="w-full max-w-[400px] rounded-dialog border border-border bg-surface p-6">{children}</div>
      <p className="max-w-[400px] text-center text-small text-muted">
        What your people learn on DataCamp and Skilljar, on your own server.
      </p>
    </main>
  )
}
