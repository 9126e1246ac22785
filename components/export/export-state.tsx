import { Progress } from '@/components/ui/progress'
import { StatusBadge } from '@/components/ui/status-badge'
import type { ListedExport, ShownState } from '@/lib/exports/list'
import { formatCount } from '@/lib/format/numbers'

const states = {
  queued: { tone: 'info', icon: 'waiting', says: 'Waiting' },
  running: { tone: 'info', icon: 'working', says: 'Being made' },
  ready: { tone: 'positive', icon: 'check', says: 'Ready' },
  expired: { tone: 'neutral', icon: 'minus', says: 'Expired' },
  failed: { tone: 'negative', icon: 'cross', says: 'Failed' },
  cancelled: { tone: 'neutral', icon: 'cross', says: 'Cancelled' },
} as const satisfies Record<ShownState, object>

export function ExportState({ line }: { line: ListedExport }) {
  const { state, rows, expectedRows, error, name } = line
  const { tone, icon, says } = states[state]
  return (
    <div className="flex flex-col items-start gap-1">
      <StatusBadge tone={tone} icon={icon}>
        {says}
      </StatusBadge>
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
