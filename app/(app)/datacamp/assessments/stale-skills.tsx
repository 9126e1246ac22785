import { Bars } from '@/components/charts/bars'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatPercent } from '@/lib/format/numbers'
import { STALE_DAYS } from '@/lib/metrics/facts/skill-levels'
import type { AssessmentsViewOf } from './assessments-view'
import { upToWords } from '@/components/reports/up-to-words'

/** How many levels still say something of today, by technology, the most stale first. */
export function StaleSkills({ view }: { view: AssessmentsViewOf<'ages'> }) {
  const { data, filters, page } = view
  const { rows, totals } = data.ages
  const staleOf = (row: (typeof rows)[number]) => row.skill_levels_stale_share_numerator
  const shown = rows.toSorted((one, other) => (staleOf(other) ?? -1) - (staleOf(one) ?? -1))
  const share = totals.skill_levels_stale_share
  return (
    <Bars
      id="stale"
      className="charts:col-span-6"
      title="Stale skills"
      about="People by the age of their last assessment. A row narrows the page to its technology."
      period={upToWords(filters)}
      what="Technology"
      measure="People"
      format="count"
      overlaps
      states={[
        { key: 'stale', label: `Older than ${STALE_DAYS} days`, color: 'warning' },
        { key: 'fresh', label: `Up to ${STALE_DAYS} days`, color: 'ink' },
      ]}
      rows={shown.map((row) => {
        const hidden = staleOf(row) === null || row.skill_levels_fresh === null
        return {
          key: row.technology,
          label: row.technology,
          values: hidden ? [null, null] : [staleOf(row), row.skill_levels_fresh],
          ...(!hidden && { note: `${formatPercent(row.skill_levels_stale_share)} stale` }),
          hidden,
          href: `${page}?${filterParams(narrow(filters, { technology: row.technology }))}`,
        }
      })}
      note={`${share === null ? '' : `In all ${formatPercent(share)} of the people ever assessed have a level that old in a technology. `}Age counts to the moment of the data.`}
      empty={{ title: 'Nobody was assessed yet', text: 'Under these filters nobody completed an assessment.' }}
      definition="/catalogue/skill_levels_stale_share"
    />
  )
}
