import { Ranking } from '@/components/charts/ranking'
import { compareLabel } from '@/components/reports/compare-label'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { CardData, CoursesView } from './courses-view'

type By = keyof CardData<'groups'>

interface EnrolmentsByProps {
  view: CoursesView
  groups: CardData<'groups'>
  by: By
  title: string
  what: string
  note: string
}

/** Enrolments of the period by something; a row narrows the page to it. */
export function EnrolmentsBy({ view: { filters, page, period }, groups, by, title, what, note }: EnrolmentsByProps) {
  const { rows, before } = groups[by]
  const former = new Map(before.map((row) => [row[by], row.enrolments]))
  return (
    <Ranking
      id={`by-${by.replace('_', '-')}`}
      className="charts:col-span-6"
      title={title}
      about={`Enrolments of the period, and the share completed within ${filters.windowDays} days. A row narrows the page to it.`}
      period={period}
      what={what}
      measure="Enrolments"
      format="count"
      rows={rows.map((row) => {
        const rate = row.sj_course_completion_rate
        return {
          key: String(row[by]),
          label: by === 'channel' ? channelInWords(String(row.channel)) : String(row[`${by}_name`]),
          value: row.enrolments,
          note: rate === null ? undefined : `${formatPercent(rate)} done`,
          before: former.get(row[by]),
          small: isSmallSample(row.enrolments ?? 0),
          href: `${page}?${filterParams(narrow(filters, { [by]: row[by] }))}`,
        }
      })}
      compareLabel={compareLabel(filters)}
      note={rows.length > 0 && note}
      empty={{ title: 'Nobody enrolled', text: 'No enrolment falls into this period under these filters.' }}
      definition="/catalogue/enrolments"
    />
  )
}

/** "ecommerce" reads "Ecommerce", "api" reads "API". */
function channelInWords(channel: string): string {
  if (channel.toLowerCase() === 'api') return 'API'
  return `${channel.charAt(0).toUpperCase()}${channel.slice(1).replaceAll('_', ' ')}`
}
