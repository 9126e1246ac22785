import Link from 'next/link'
import { StatusBadge } from '@/components/ui/status-badge'

export interface FindingRow {
  readonly id: string
  readonly label: string
  readonly source: string
  readonly warning: boolean
  /** "12 of 48,211 rows (less than 0.1 %)" */
  readonly found: string
  /** 0 to 1; null: unknown. */
  readonly share: number | null
  readonly effect: string
  readonly metrics: readonly string[]
  readonly href: string
}

/** What checks found: each with its share as a bar, what the numbers do with it, and the way to the rows. */
export function FindingList({ findings }: { findings: readonly FindingRow[] }) {
  return (
    <ul className="-my-3 flex flex-col divide-y divide-border">
      {findings.map(({ id, label, source, warning, found, share, effect, metrics, href }) => (
        <li key={id} className="grid gap-x-6 gap-y-1 py-3 charts:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
          <div className="flex min-w-0 flex-col gap-1">
            <p className="flex flex-wrap items-center gap-2">
              <Link href={href} className="font-[550] hover:text-accent hover:underline">
                {label}
              </Link>
              <StatusBadge tone={warning ? 'warning' : 'neutral'} icon={warning ? 'minus' : 'check'}>
                {warning ? 'Look at it' : 'By rule'}
              </StatusBadge>
            </p>
            <p className="text-small text-muted tabular">
              {source} · {found}
            </p>
            {share !== null && (
              <span aria-hidden className="block h-1.5 w-full max-w-80 overflow-hidden rounded-cell bg-sunken">
                <span
                  className={warning ? 'block h-full bg-warning' : 'block h-full bg-control'}
                  style={{ width: `max(2px, ${share * 100}%)` }}
                />
              </span>
            )}
          </div>
          <div className="min-w-0">
            <p className="max-w-prose text-body">{effect}</p>
            {metrics.length > 0 && (
              <p className="text-small break-words text-muted">
                Touches <span className="font-mono">{metrics.join(', ')}</span>
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
