/** A line about somebody who has not learned for some time. */
import type { Filters } from '@/lib/filters/filters'
import { formatDay } from '@/lib/format/dates'
import { formatCounted } from '@/lib/format/numbers'
import type { PersonLine } from './people-list'
import { personHref } from './person-href'
import type { Cells } from './report-cells'

export function quietLine(row: Cells, what: string, filters: Filters): PersonLine {
  const { person, name, teams, days_quiet: days, last_evidence: last } = row
  return {
    id: String(person),
    name: String(name),
    team: typeof teams === 'string' ? teams : 'No team today',
    what,
    late: typeof days === 'number' ? `${formatCounted(days, 'day', 'days')} quiet` : 'never active',
    last: typeof last === 'string' ? `last active ${formatDay(last)}` : undefined,
    href: personHref(person, filters),
  }
}
