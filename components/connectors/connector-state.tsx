import type { ComponentProps } from 'react'
import { StatusBadge, type Tone } from '@/components/ui/status-badge'
import type { Freshness } from '@/lib/refresh/freshness'

const marks: Readonly<
  Record<Freshness['state'], { tone: Tone; icon: ComponentProps<typeof StatusBadge>['icon']; label: string }>
> = {
  fresh: { tone: 'positive', icon: 'check', label: 'Healthy' },
  late: { tone: 'warning', icon: 'waiting', label: 'Late' },
  held: { tone: 'warning', icon: 'pause', label: 'Run held' },
  failed: { tone: 'negative', icon: 'cross', label: 'Failed' },
  loading: { tone: 'info', icon: 'working', label: 'Refreshing' },
  none: { tone: 'neutral', icon: 'none', label: 'Not loaded yet' },
}

export function ConnectorState({ state }: { state: Freshness['state'] }) {
  const { tone, icon, label } = marks[state]
  return (
    <StatusBadge tone={tone} icon={icon}>
      {label}
    </StatusBadge>
  )
}
