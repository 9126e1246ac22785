import { DotRange } from '@/components/charts/dot-range'
import { compareLabel } from '@/components/reports/compare-label'
import { LinkChoice } from '@/components/ui/link-choice'
import { notSet } from '@/lib/filters/filters'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatCount } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import { pathDivisions, type PathDivision } from '@/lib/reports/read-paths'
import type { PathsViewOf } from './paths-view'

const names: Readonly<Record<PathDivision, readonly [one: string, many: string]>> = {
  domain: ['Domain', 'domains'],
  tag: ['Tag', 'tags'],
  student_group: ['Group', 'groups'],
}

/** The cohort rate of each domain, tag or student group, the largest first. */
export function RatesByGroup({ view }: { view: PathsViewOf<'divided'> }) {
  const { data, filters, page, period, besides } = view
  const { division, divided, groupCount } = data
  const days = `${filters.windowDays} days`
  const [one, many] = names[division]
  const addressOf = (name: PathDivision) => {
    const params = new URLSearchParams([...filterParams(filters), ...besides])
    params.delete('by')
    if (name !== 'domain') params.set('by', name)
    return `${page}?${params}`
  }
  const rows = divided.filter(({ enrolments }) => enrolments !== 0)
  return (
    <DotRange
      id="rates"
      className="charts:col-span-7"
      title={`Completed within ${days}, by ${one.toLowerCase()}`}
      about={`Of the enrolments that are ${days} old.${filters.compare === 'none' ? '' : ` Hollow: ${compareLabel(filters).toLowerCase()}.`} A row narrows the page to it.`}
      period={period}
      tools={
        <LinkChoice
          label="Told apart by"
          choices={pathDivisions.map((name) => ({
            label: names[name][0],
            href: addressOf(name),
            current: name === division,
          }))}
        />
      }
      what={one}
      measure={`Completed within ${days}`}
      format="percent"
      xUnit={`Completed within ${days} of the enrolment`}
      rows={rows.map(({ key, name, rate, before, of, isHidden }) => ({
        key: key ?? notSet,
        label: name,
        value: rate,
        before,
        n: of,
        small: isSmallSample(of),
        hidden: isHidden,
        href: `${page}?${filterParams(narrow(filters, { [division]: key }))}`,
      }))}
      compareLabel={compareLabel(filters)}
      note={
        rows.length > 0 &&
        `n: enrolments old enough. ${division === 'domain' ? 'A path counts on the domain of the first enrolment.' : `What is in two ${many} stands in both rows.`}${
          groupCount > divided.length
            ? ` The ${formatCount(divided.length)} largest of ${formatCount(groupCount)}.`
            : ''
        }`
      }
      empty={{ title: 'Nobody enrolled', text: 'Nobody enrolled in a path in this period and under these filters.' }}
      definition="/catalogue/path_completion_rate"
    />
  )
}
