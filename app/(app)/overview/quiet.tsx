import Link from 'next/link'
import { Bars } from '@/components/charts/bars'
import { detailHref } from '@/components/reports/detail-href'
import { PeopleList } from '@/components/reports/people-list'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { cn } from '@/components/ui/cn'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import type { CardData, OverviewView } from './overview-view'

const MOST_TEAMS = 10

/** Members who learned in the month before the last one, and not since: by team, and by name for those who may see names. */
export function Quiet({ view, data: { all, teams, people } }: { view: OverviewView; data: CardData<'quiet'> }) {
  const { filters } = view
  const allHref = `/at-risk?rule=quiet&${filterParams(filters)}`
  const ranked = teams
    .filter(({ people }) => people !== 0)
    .toSorted((one, other) => Number(other['people'] ?? -1) - Number(one['people'] ?? -1))
  return (
    <div className="grid gap-4 charts:col-span-12 charts:grid-cols-12">
      <Bars
        id="quiet"
        className={cn('charts:col-span-5', people === null && 'charts:col-span-12')}
        title="Who went quiet, by team"
        about="Members of today who learned 31 to 60 days ago and not since. A bar opens its team."
        period="Today"
        what="Team"
        measure="Went quiet"
        format="count"
        overlaps
        states={[{ key: 'people', label: 'Went quiet', color: 'ink' }]}
        rows={ranked.slice(0, MOST_TEAMS).map((row) => ({
          key: String(row['team']),
          label: String(row['team_name']),
          values: [numberOf(row['people'])],
          hidden: row['people'] === null,
          ...(typeof row['members'] === 'number' && { note: `of ${formatCount(row['members'])}` }),
          href: `/at-risk?rule=quiet&${filterParams(narrow(filters, { team: row['team'] }))}`,
        }))}
        note={`${inWords(all)}${ranked.length > MOST_TEAMS ? ` The ${MOST_TEAMS} teams with most of ${formatCount(ranked.length)}.` : ''}`}
        empty={{ title: 'Nobody went quiet', text: 'Everybody who learned 31 to 60 days ago has learned since.' }}
        definition="/catalogue/inactive_learners_by_team"
      />
      {people && (
        <PeopleList
          title="Who went quiet"
          about="The longest quiet first. A name opens everything about the person."
          className="charts:col-span-7"
          rows={people.map((row) => ({
            id: String(row['person']),
            name: String(row['name']),
            team: typeof row['teams'] === 'string' ? row['teams'] : 'No team',
            what: `Last learned on ${formatDay(String(row['last_evidence']))}`,
            last: formatCounted(Number(row['days_quiet']), 'day ago', 'days ago'),
            href: detailHref('/people', String(row['person']), { ...filters, team: [] }),
          }))}
          csvHref={`/export/list/inactive_learners?lately=yes&${filterParams({ ...filters, compare: 'none' })}`}
          emptyText="Everybody who learned 31 to 60 days ago has learned since."
          footer={
            <>
              <span role="status">
                {formatCount(people.length)} of {formatCounted(numberOf(all?.['people']) ?? 0, 'person', 'people')}
              </span>
              <Link href={allHref} className="text-accent hover:underline">
                Everybody quiet for 30 days
              </Link>
            </>
          }
        />
      )}
    </div>
  )
}

const numberOf = (value: unknown) => (typeof value === 'number' ? value : null)

function inWords(all: AnalysisRow | null): string {
  const [people, members] = [numberOf(all?.['people']), numberOf(all?.['members'])]
  if (people === null || members === null) return 'Somebody in two teams is in both.'
  return `In all ${formatCount(people)} of ${formatCounted(members, 'member', 'members')}; somebody in two teams is in both.`
}
