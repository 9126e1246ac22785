'use client'

import { CopyButton } from '@/components/metrics/copy-button'

/** A secret that was made just now; nobody can show it again. */
export function ShownOnce({ value, what, children }: { value: string; what: string; children: string }) {
  return (
    <div className="flex flex-col gap-2 rounded-control border border-warning bg-warning-soft p-3">
      <p>
        <strong className="font-semibold">{children}</strong> Copy it now: it is not shown again.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <code className="font-mono text-small break-all select-all">{value}</code>
        <CopyButton text={value} what={what} />
      </div>
    </div>
  )
}
