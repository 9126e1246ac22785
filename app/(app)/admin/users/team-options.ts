import type { Option } from '@/components/filters/pick-many'
import type { TeamChoice } from '@/lib/auth/user-list'

export function teamOptions(teams: readonly TeamChoice[]): readonly Option[] {
  return teams.map(({ id, name, deleted }) => ({ value: String(id), label: name, ...(deleted && { note: 'deleted' }) }))
}
