import type { ComponentProps } from 'react'
import { Progress } from '@/components/ui/progress'
import { StatusBadge } from '@/components/ui/status-badge'
import type { ListedExport, ShownState } from '@/lib/exports/list'
import { formatCount } from '@/lib/format/numbers'

const badges: Readonly<Record<ShownState, ComponentProps<typeof StatusBadge>>> = {
  queued: { tone: 'info', icon: 'waiting', children: 'Waiting' },
  running: { tone: 'info', icon: 'working', children: 'Being made' },
  ready: { tone: 'positive', icon: 'check', children: 'Ready' },
  expired: { tone: 'neutral', icon: 'minus', children: 'Expired' },
  failed: { tone: 'negative', icon: 'cross', children: 'Failed' },
  cancelled: { tone: 'neutral', icon: 'cross', children: 'Cancelled' },
}

export function ExportState({ line }: { line: ListedExport }) {
  const { state, rows, expectedRows, error, name } = line
  return (
    <div className="flex flex-col items-start gap-1">
      <StatusBadge {...badges[state]} />
      {state === 'running' && (
        <div className="w-full">
          <Progress label={`Rows of ${name}`} percent={percentOf(rows, expectedRows)} />
          {expectedRows !== null && (
            <span className="text-small text-muted">
              {formatCount(rows)} of {formatCount(expectedRows)} rows
            </span>
          )}
        </div>
      )}
      {state === 'failed' && error !== null && <span className="max-w-80 text-small text-muted">{error}</span>}
    </div>
  )
}

function percentOf(rows: number, expected: number | null): number | null {
  return expected === null || expected === 0 ? null : Math.min(100, Math.floor((100 * rows) / expected))
}
