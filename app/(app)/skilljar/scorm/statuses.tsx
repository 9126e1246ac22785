import { Bars } from '@/components/charts/bars'
import type { MarkColour } from '@/components/charts/colours'
import { notSet } from '@/lib/filters/filters'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { numberOf } from '@/lib/format/number-of'
import { statusInWords } from './scorm-words'
import type { ScormViewOf } from './scorm-view'

const colours: Readonly<Record<string, MarkColour>> = {
  passed: 'positive',
  completed: 'ink',
  failed: 'negative',
  incomplete: 'warning',
  [notSet]: 'unset',
}

/** What the latest attempts reported, beside the first ones. */
export function Statuses({ view }: { view: ScormViewOf<'statuses'> }) {
  const { data, filters, page, period } = view
  return (
    <Bars
      id="statuses"
      className="charts:col-span-6"
      title="Status of the latest attempt"
      about="A learner’s modules by what they reported last; the mark is the first attempt. A row narrows the page to it."
      period={period}
      what="Status"
      measure="Latest attempt"
      format="count"
      states={[{ key: 'latest', label: 'Latest attempt', color: 'ink' }]}
      rows={data.statuses.map((row) => {
        const status = String(row['status'])
        const latest = numberOf(row['latest'])
        return {
          key: status,
          label: statusInWords(status),
          color: colours[status] ?? 'other',
          values: [latest],
          before: numberOf(row['first']),
          hidden: latest === null,
          href: `${page}?${filterParams(narrow(filters, { scorm_status: status }))}`,
        }
      })}
      compareLabel="First attempt"
      note={data.statuses.length > 0 && 'Words that no standard knows are listed as the module says them.'}
      empty={{
        title: 'No module attempted',
        text: 'Nobody attempted a SCORM module in this period under these filters.',
      }}
      definition="/catalogue/scorm_statuses"
    />
  )
}
