import type { ComponentProps } from 'react'
import { StatusBadge } from '@/components/ui/status-badge'
import type { Freshness } from '@/lib/refresh/freshness'

const badges: Readonly<Record<Freshness['state'], ComponentProps<typeof StatusBadge>>> = {
  fresh: { tone: 'positive', icon: 'check', children: 'Healthy' },
  late: { tone: 'warning', icon: 'waiting', children: 'Late' },
  held: { tone: 'warning', icon: 'pause', children: 'Run held' },
  failed: { tone: 'negative', icon: 'cross', children: 'Failed' },
  loading: { tone: 'info', icon: 'working', children: 'Refreshing' },
  none: { tone: 'neutral', icon: 'none', children: 'Not loaded yet' },
}

export function ConnectorState({ state }: { state: Freshness['state'] }) {
  return <StatusBadge {...badges[state]} />
}
