import Link from 'next/link'
import { PeopleList } from '@/components/reports/people-list'
import { personHref } from '@/components/reports/person-href'
import { Pager } from '@/components/tables/pager'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { writeSpan, type NamedSpan } from '@/lib/analyses/activity/expiry-span'
import { filterParams } from '@/lib/filters/url'
import { formatDay, formatPeriod } from '@/lib/format/dates'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { LINES } from '@/lib/reports/read-expiries'
import { listAddress, thingHref, type CardData, type ExpiriesView } from './expiries-view'

const tabs = [
  { when: '30', label: 'Within 30 days', metric: 'expiries_ahead_30' },
  { when: '60', label: '30 to 60', metric: 'expiries_ahead_60' },
  { when: '90', label: '60 to 90', metric: 'expiries_ahead_90' },
  { when: 'ahead', label: 'All 90', metric: 'expiries_ahead' },
  { when: 'ended', label: 'Ended in the last 30', metric: 'expiries_ended' },
] as const satisfies readonly { when: NamedSpan; label: string; metric: string }[]

export function Who({ view, people }: { view: ExpiriesView; people: NonNullable<CardData<'people'>> }) {
  const { data, filters, exported } = view
  const { when, page, rows, ofDays } = people
  const { totals } = data.figures
  const chosen = tabs.find((tab) => tab.when === when)
  const all = ofDays ?? (chosen ? (totals[chosen.metric] ?? 0) : 0)
  const first = (page - 1) * LINES
  const days =
    typeof when === 'string' ? null : when.from === when.to ? formatDay(when.from) : formatPeriod(when.from, when.to)
  return (
    <section id="who">
      <PeopleList
        title="For whom"
        about={
          days === null
            ? 'The next to end first; of what has ended, the latest first. A name opens everything about the person.'
            : `What ends on ${days}. A name opens everything about the person.`
        }
        tabs={tabs.map((tab) => ({
          label: tab.label,
          count: totals[tab.metric] ?? 0,
          href: listAddress(filters, tab.when),
          current: tab.when === when,
        }))}
        rows={rows.map((row, place) => ({
          id: `${row['person']} ${row['kind']} ${row['content']} ${place}`,
          name: String(row['name']),
          team: row['teams'] === null ? 'No team' : String(row['teams']),
          what: String(row['content_name']),
          kind: String(row['kind']),
          whatHref: thingHref(row['content'], filters),
          ...ending(row),
          href: personHref(row['person'], filters),
        }))}
        csvHref={`/export/analysis/expiries?${filterParams(exported)}&when=${writeSpan(when)}`}
        emptyText={page > 1 ? 'The list has no such page.' : 'Nothing ends on these days under these filters.'}
        footer={
          <>
            <span role="status">
              {rows.length > 0
                ? `${formatCount(first + 1)} to ${formatCount(first + rows.length)} of ${formatCounted(all, 'line', 'lines')}. The CSV has all.`
                : 'Nothing.'}
              {days !== null && (
                <>
                  {' '}
                  <Link href={listAddress(filters, '30')} scroll={false} className="text-accent underline">
                    Show the next 30 days
                  </Link>
                </>
              )}
            </span>
            <Pager
              previous={page > 1 ? listAddress(filters, when, page - 1) : null}
              next={first + rows.length < all && rows.length === LINES ? listAddress(filters, when, page + 1) : null}
            />
          </>
        }
      />
    </section>
  )
}

/** "in 12 days", with the day below. */
function ending(row: AnalysisRow) {
  const left = Number(row['days_left'])
  const whole = Math.floor(Math.abs(left))
  const span = whole < 1 ? 'less than a day' : formatCounted(whole, 'day', 'days')
  const day = formatDay(String(row['ends_at']).slice(0, 10))
  return left < 0 ? { late: `ended ${span} ago`, last: day } : { last: `in ${span}, ${day}` }
}
