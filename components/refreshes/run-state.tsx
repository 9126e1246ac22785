import type { ComponentProps } from 'react'
import { StatusBadge } from '@/components/ui/status-badge'
import type { RunState } from '@/generated/prisma/client'

const badges: Readonly<Record<RunState, ComponentProps<typeof StatusBadge>>> = {
  queued: { tone: 'info', icon: 'waiting', children: 'Waiting' },
  extracting: { tone: 'info', icon: 'working', children: 'Reading' },
  staged: { tone: 'info', icon: 'working', children: 'Checking' },
  validated: { tone: 'info', icon: 'working', children: 'Checked' },
  publishing: { tone: 'info', icon: 'working', children: 'Publishing' },
  held: { tone: 'warning', icon: 'pause', children: 'Held' },
  published: { tone: 'positive', icon: 'check', children: 'Published' },
  unchanged: { tone: 'neutral', icon: 'minus', children: 'No change' },
  failed: { tone: 'negative', icon: 'cross', children: 'Failed' },
  discarded: { tone: 'neutral', icon: 'cross', children: 'Discarded' },
  cancelled: { tone: 'neutral', icon: 'cross', children: 'Cancelled' },
}

export function RunStateBadge({ state }: { state: RunState }) {
  return <StatusBadge {...badges[state]} />
}
