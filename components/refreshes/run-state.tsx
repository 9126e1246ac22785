import { StatusBadge, type Tone } from '@/components/ui/status-badge'
import type { RunState } from '@/generated/prisma/client'
import type { ComponentProps } from 'react'

type Mark = { tone: Tone; icon: ComponentProps<typeof StatusBadge>['icon']; label: string }

const marks: Record<RunState, Mark> = {
  queued: { tone: 'info', icon: 'waiting', label: 'Waiting' },
  extracting: { tone: 'info', icon: 'working', label: 'Reading' },
  staged: { tone: 'info', icon: 'working', label: 'Checking' },
  validated: { tone: 'info', icon: 'working', label: 'Checked' },
  publishing: { tone: 'info', icon: 'working', label: 'Publishing' },
  held: { tone: 'warning', icon: 'pause', label: 'Held' },
  published: { tone: 'positive', icon: 'check', label: 'Published' },
  unchanged: { tone: 'neutral', icon: 'minus', label: 'No change' },
  failed: { tone: 'negative', icon: 'cross', label: 'Failed' },
  discarded: { tone: 'neutral', icon: 'cross', label: 'Discarded' },
  cancelled: { tone: 'neutral', icon: 'cross', label: 'Cancelled' },
}

export function RunStateBadge({ state }: { state: RunState }) {
  const { tone, icon, label } = marks[state]
  return (
    <StatusBadge tone={tone} icon={icon}>
      {label}
    </StatusBadge>
  )
}
