import { Flag } from 'lucide-react'
import Link from 'next/link'
import type { Finding } from '@/lib/refresh/findings'

/** One card for each guard that stopped the run: what was measured, the limit, and what it means for readers. */
export function FindingCards({
  findings,
  rowsHref,
}: {
  findings: readonly Finding[]
  rowsHref: (finding: Finding) => string | null
}) {
  return (
    <ul aria-label="What the guards found" className="grid gap-4 tablet:grid-cols-2">
      {findings.map((finding) => {
        const href = rowsHref(finding)
        return (
          <li
            key={`${finding.code} ${finding.message}`}
            className="rounded-card border border-warning bg-surface p-4 tablet:last:odd:col-span-2"
          >
            <p className="flex items-center gap-2 font-mono text-small font-semibold">
              <Flag aria-hidden className="size-4 shrink-0 text-warning" />
              {finding.table ?? 'The whole delivery'}
            </p>
            <p className="mt-1 flex flex-wrap items-baseline gap-2 pl-6">
              <strong className="text-lead font-semibold tabular">{finding.value}</strong>
              <span className="text-small text-muted">limit {finding.limit}</span>
            </p>
            <p className="mt-1.5 text-body text-muted">{finding.message}</p>
            {href && (
              <Link href={href} className="mt-1.5 inline-block min-h-6 text-body text-accent hover:underline">
                See the rows
              </Link>
            )}
          </li>
        )
      })}
    </ul>
  )
}
