import Link from 'next/link'
import { Bars } from '@/components/charts/bars'
import type { Filters } from '@/lib/filters/filters'
import { filterParams } from '@/lib/filters/url'
import { numberOf } from '@/lib/format/number-of'
import { formatDay } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'
import type { CardData } from './courses-view'

interface ExpiringProps {
  expiring: CardData<'expiring'>
  /** With what the page is fixed to. */
  inside: Filters
  /** The moment of Skilljar's data. */
  loadedAt: string | null
  className?: string
}

/** What runs out in the next 90 days, in steps of 30: it is about now, whatever the period. */
export function Expiring({ expiring, inside, loadedAt, className = 'charts:col-span-6' }: ExpiringProps) {
  const of = (kind: string) => expiring.filter((row) => row['kind'] === kind)
  const [certificates, access] = [of('certificate'), of('access')]
  const sums = [certificates, access].map(soonest)
  const isNothing = expiring.every((row) => row['expiring'] === 0)
  return (
    <Bars
      id="expiring"
      className={className}
      title="Running out in the next 90 days"
      about="Certificates and access that end after the load, in steps of 30 days. Access: the last active enrolment of a student and course."
      period={loadedAt === null ? '' : `From ${formatDay(loadedAt.slice(0, 10))} on`}
      what="What ends, and when"
      measure="Ending"
      format="count"
      states={[{ key: 'ending', label: 'Ending', color: 'ink' }]}
      rows={
        isNothing
          ? []
          : [...certificates, ...access].map((row) => ({
              key: `${row['kind']} ${row['from']}`,
              label: `${row['kind'] === 'access' ? 'Access' : 'Certificates'}, ${stepInWords(row)}`,
              values: [numberOf(row['expiring'])],
              hidden: row['suppressed'] === true,
            }))
      }
      note={!isNothing && `Within 30, 60 and 90 days: certificates ${sums[0]}; access ${sums[1]}.`}
      footer={
        <span>
          Completed courses and renewed certificates are in; the{' '}
          <Link href={calendarHref(inside)} className="text-accent underline">
            expiry calendar
          </Link>{' '}
          leaves them out.
        </span>
      }
      empty={{
        title: 'Nothing runs out',
        text: 'No certificate and no access ends in the 90 days after the data was loaded, under these filters.',
      }}
      definition="/catalogue/skilljar_expiring"
    />
  )
}

/** The calendar of what ends knows nothing of channels and tags. */
function calendarHref(inside: Filters): string {
  const { domain, student_group: group } = inside.where
  const where = { ...(domain && { domain }), ...(group && { student_group: group }) }
  return `/expiries?${filterParams({ ...inside, source: ['skilljar'], contentType: [], where })}`
}

const stepInWords = ({ from, to }: Readonly<Record<string, unknown>>) =>
  Number(from) === 0 ? `in ${String(to)} days` : `in ${Number(from) + 1} to ${String(to)} days`

/** "3, 8 and 12"; a sum that would tell what is hidden is not there. */
function soonest(rows: CardData<'expiring'>): string {
  const sums = rows.map((_, index) => {
    const within = rows.slice(0, index + 1).map((row) => numberOf(row['expiring']))
    const known = within.filter((count) => count !== null)
    return known.length < within.length ? 'hidden' : formatCount(known.reduce((total, count) => total + count, 0))
  })
  return [sums.slice(0, -1).join(', '), sums.at(-1)].join(' and ')
}
