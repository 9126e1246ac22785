import { StatusBadge } from '@/components/ui/status-badge'
import type { UserState } from '@/lib/auth/user-address'

export const stateWords: Readonly<Record<UserState, string>> = {
  active: 'Active',
  invited: 'Invited',
  disabled: 'Disabled',
}

const looks = {
  active: { tone: 'positive', icon: 'check' },
  invited: { tone: 'info', icon: 'waiting' },
  disabled: { tone: 'neutral', icon: 'minus' },
} as const

export function UserStateBadge({ state }: { state: UserState }) {
  return <StatusBadge {...looks[state]}>{stateWords[state]}</StatusBadge>
}
