import Link from 'next/link'
import { riskAddress } from '@/app/(app)/at-risk/risk-address'
import { Bars } from '@/components/charts/bars'
import { teamLabels } from '@/components/filters/team-labels'
import { PeopleList } from '@/components/reports/people-list'
import { personHref } from '@/components/reports/person-href'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import type { Filters } from '@/lib/filters/filters'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { riskRules } from '@/lib/reports/read-at-risk'
import type { CardData, OverviewView } from './overview-view'

const MOST_TEAMS = 10

interface QuietProps {
  view: OverviewView
  data: CardData<'quiet'>
  /** Columns. */
  className: string
}

/** Members who learned in the month before the last one, and not since. */
export function QuietTeams({ view, data: { all, teams }, className }: QuietProps) {
  const { filters } = view
  const labels = teamLabels(view.data.choices.teams)
  const ranked = teams
    .filter(({ people }) => people !== 0)
    .toSorted((one, other) => Number(other['people'] ?? -1) - Number(one['people'] ?? -1))
  return (
    <Bars
      id="quiet"
      className={className}
      title="Who went quiet, by team"
      about="Members of today who learned 30 to 59 days ago and not since. A bar opens its team."
      period="Today"
      what="Team"
      measure="Went quiet"
      format="count"
      overlaps
      states={[{ key: 'people', label: 'Went quiet', color: 'ink' }]}
      rows={ranked.slice(0, MOST_TEAMS).map((row) => ({
        key: String(row['team']),
        label: labels.get(Number(row['team'])) ?? String(row['team_name']),
        values: [numberOf(row['people'])],
        hidden: row['people'] === null,
        ...(typeof row['members'] === 'number' && { note: `of ${formatCount(row['members'])}` }),
        href: quietHref(narrow(filters, { team: row['team'] })),
      }))}
      note={`${inWords(all)}${hasOthers(filters) ? ' Of the filters, only teams count here.' : ''}${ranked.length > MOST_TEAMS ? ` The ${MOST_TEAMS} teams with most of ${formatCount(ranked.length)}.` : ''}`}
      empty={{ title: 'Nobody went quiet', text: nobody }}
      definition="/catalogue/inactive_learners_by_team"
    />
  )
}

interface QuietPeopleProps extends Omit<QuietProps, 'data'> {
  people: readonly AnalysisRow[]
  all: AnalysisRow | null
}

/** The same by name, for those who may see names. */
export function QuietPeople({ view: { filters }, people, all, className }: QuietPeopleProps) {
  return (
    <PeopleList
      title="Who went quiet"
      about="Learned 30 to 59 days ago and not since, the longest quiet first. A name opens everything about the person."
      className={className}
      rows={people.map((row) => ({
        id: String(row['person']),
        name: String(row['name']),
        team: typeof row['teams'] === 'string' ? row['teams'] : 'No team',
        what: `Last learned on ${formatDay(String(row['last_evidence']))}`,
        last: formatCounted(Number(row['days_quiet']), 'day ago', 'days ago'),
        href: personHref(row['person'], filters),
      }))}
      csvHref={`/export/analysis/inactive_learners?lately=yes&${filterParams({ ...filters, compare: 'none' })}`}
      emptyText={nobody}
      footer={
        <>
          <span role="status">
            {formatCount(people.length)} of {formatCounted(numberOf(all?.['people']) ?? 0, 'person', 'people')}
          </span>
          <Link href={quietHref(filters)} className="text-accent hover:underline">
            Everybody quiet for 30 days
          </Link>
        </>
      }
    />
  )
}

const nobody = 'Everybody who learned 30 to 59 days ago has learned since.'

const quietHref = (filters: Filters) => riskAddress(filters, { rule: 'quiet', days: riskRules.quiet.days, page: 1 })

function inWords(all: AnalysisRow | null): string {
  const [people, members] = [numberOf(all?.['people']), numberOf(all?.['members'])]
  if (people === null || members === null) return 'Somebody in two teams is in both.'
  return `In all ${formatCount(people)} of ${formatCounted(members, 'member', 'members')}; somebody in two teams is in both.`
}

/** Who is a member has nothing to do with what they learn. */
function hasOthers({ technology, contentType, source, where }: Filters): boolean {
  return [technology, contentType, source, ...Object.values(where)].some(({ length }) => length > 0)
}
