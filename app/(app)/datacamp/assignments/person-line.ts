import type { PersonLine } from '@/components/reports/people-list'
import { personHref } from '@/components/reports/person-href'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import type { Filters } from '@/lib/filters/filters'
import { formatDay } from '@/lib/format/dates'
import { formatCounted } from '@/lib/format/numbers'

/** Whose it is and what, with the due date and the reminder. */
export function personLine(row: AnalysisRow, place: number, filters: Filters): PersonLine {
  const { person, name, teams, assignment, due_at: due, reminded_on: reminded } = row
  return {
    id: `${person} ${row['content']} ${place}`,
    name: String(name),
    team: teams === null ? 'No team' : String(teams),
    what: `${String(assignment)}, due ${formatDay(String(due).slice(0, 10))}`,
    last: typeof reminded === 'string' ? `reminded ${formatDay(reminded)}` : 'not reminded',
    href: personHref(person, filters),
  }
}

export function daysInWords(days: unknown, after: string): string {
  const whole = Math.floor(Number(days))
  return whole < 1 ? `less than a day ${after}` : `${formatCounted(whole, 'day', 'days')} ${after}`
}
