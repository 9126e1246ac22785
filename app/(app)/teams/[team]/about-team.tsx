import { teamLabels } from '@/components/filters/team-labels'
import { StatusBadge } from '@/components/ui/status-badge'
import { formatDay } from '@/lib/format/dates'
import { formatCounted } from '@/lib/format/numbers'
import type { TeamView } from './team-view'

/** "42 members today · team since 3 Feb 2025" */
export function aboutTeam({ data: { team, quiet } }: TeamView): string {
  const members = quiet?.['members']
  return [
    typeof members === 'number'
      ? `${formatCounted(members, 'member', 'members')} today`
      : quiet === null
        ? 'No members today'
        : 'Fewer than 5 members today',
    ...(team.created === null ? [] : [`team since ${formatDay(team.created)}`]),
    ...(team.deleted === null ? [] : [`deleted on ${formatDay(team.deleted)}; its history stays`]),
  ].join(' · ')
}

/** With its number where another team has the same name. */
export function nameOfTeam({ data: { team, choices } }: TeamView): string {
  return teamLabels(choices.teams.map((choice) => ({ ...choice, deleted: false }))).get(team.id) ?? team.name
}

export function deletedBadge({ data: { team } }: TeamView) {
  return team.deleted === null ? undefined : (
    <StatusBadge tone="neutral" icon="minus">
      Deleted team
    </StatusBadge>
  )
}
