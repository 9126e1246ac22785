import { DotRange } from '@/components/charts/dot-range'
import { LinkChoice } from '@/components/ui/link-choice'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatCount } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import { scormResults, type ScormResult } from '@/lib/reports/read-scorm'
import type { ScormViewOf } from './scorm-view'

const results = {
  completed: {
    label: 'Completed',
    of: 'completed or passed',
    latest: 'scorm_completion_rate',
    first: 'scorm_completion_rate_first',
  },
  passed: { label: 'Passed', of: 'passed', latest: 'scorm_pass_rate', first: 'scorm_pass_rate_first' },
} as const

/** How many get through a package at the first attempt, and how many by now. */
export function ResultsByPackage({ view }: { view: ScormViewOf<'packages'> }) {
  const { data, filters, page, period, besides } = view
  const { label, of, latest, first } = results[data.result]
  const taken = data.taken.filter(({ scorm_modules: modules }) => modules !== 0)
  const rows = taken.slice(0, data.mostPackages)
  const addressOf = (result: ScormResult) => {
    const params = new URLSearchParams([...filterParams(filters), ...besides])
    params.delete('result')
    if (result !== 'completed') params.set('result', result)
    return `${page}?${params}`
  }
  return (
    <DotRange
      id="results"
      className="charts:col-span-6"
      title={`${label}, first and latest attempt`}
      about={`Share of the modules taken that report ${of}; hollow: at the first attempt. A row narrows the page to it.`}
      period={period}
      tools={
        <LinkChoice
          label="What counts"
          choices={scormResults.map((result) => ({
            label: results[result].label,
            href: addressOf(result),
            current: result === data.result,
          }))}
        />
      }
      what="Package"
      measure="Latest attempt"
      format="percent"
      xUnit={`Modules ${of}`}
      rows={rows.map((row) => ({
        key: String(row.web_package),
        label: row.web_package_name,
        value: row[latest],
        before: row[first],
        n: row.scorm_modules,
        small: isSmallSample(row.scorm_modules),
        hidden: row[latest] === null,
        href: `${page}?${filterParams(narrow(filters, { web_package: row.web_package }))}`,
      }))}
      compareLabel="First attempt"
      note={
        rows.length > 0 &&
        `n: modules taken, one per learner and lesson.${taken.length > rows.length ? ` The ${formatCount(rows.length)} packages taken most of ${formatCount(taken.length)}.` : ''}`
      }
      empty={{
        title: 'No module attempted',
        text: 'Nobody attempted a SCORM module in this period under these filters.',
      }}
      definition={`/catalogue/${latest}`}
    />
  )
}
