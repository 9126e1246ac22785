import { Bars } from '@/components/charts/bars'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import type { AccessGroupsViewOf } from './access-groups-view'

const bands = [
  { key: 'memberships_lasting', label: 'Longer than 90 days', color: 'step-5' },
  { key: 'memberships_expiring_90', label: 'Ends in 61–90 days', color: 'step-3' },
  { key: 'memberships_expiring_60', label: 'Ends in 31–60 days', color: 'step-2' },
  { key: 'memberships_expiring_30', label: 'Ends in 30 days', color: 'warning' },
  { key: 'memberships_ended', label: 'No access any more', color: 'empty' },
] as const

/** Where too few people stand behind one of those, all that is left is who has access and who has not. */
const halves = [
  { key: 'memberships_active', label: 'With access', color: 'step-5' },
  { key: 'memberships_ended', label: 'No access any more', color: 'empty' },
] as const

/** Who may use which domain, and for how much longer. */
export function AccessByDomain({ view }: { view: AccessGroupsViewOf<'domains'> }) {
  const { data, filters, page } = view
  const { rows, totals } = data.states
  const states = data.inBands ? bands : halves
  return (
    <Bars
      id="access"
      className="charts:col-span-6"
      title="Access by domain"
      about="Memberships by how long they give access from the day of the load on, each student and domain once. A row narrows the page."
      period="as of the last load"
      what="Domain"
      measure="Memberships"
      format="count"
      states={states}
      rows={rows.map((row) => ({
        key: row.domain ?? '',
        label: row.domain_name,
        values: states.map(({ key }) => amountOf(row, key)),
        note: row.memberships_active === null ? undefined : `${formatCount(row.memberships_active)} with access`,
        hidden: states.some(({ key }) => amountOf(row, key) === null),
        href: `${page}?${filterParams(narrow(filters, { domain: row.domain }))}`,
      }))}
      note={
        rows.length > 0 &&
        totals.memberships_active !== null &&
        `${formatCounted(totals.memberships_active, 'membership gives', 'memberships give')} access. The period changes nothing here.${data.inBands ? '' : ' Until when is hidden: fewer than five people are behind a part.'}`
      }
      empty={{ title: 'No memberships', text: 'Nobody in reach is a member of a Skilljar domain under these filters.' }}
      definition="/catalogue/memberships_active"
    />
  )
}

const amountOf = (row: Readonly<Record<string, unknown>>, key: string) => numberOf(row[key])
