import { LinkChoice } from '@/components/ui/link-choice'
import { filterParams } from '@/lib/filters/url'
import { liveSplits, readSplit, type LiveSplit } from '@/lib/reports/live-split'
import type { LiveTrainingView } from './live-training-view'

export const splitNames: Readonly<Record<LiveSplit, { readonly one: string; readonly label: string }>> = {
  instructor: { one: 'instructor', label: 'Instructor' },
  location: { one: 'location', label: 'Location' },
  time_zone: { one: 'time zone', label: 'Time zone' },
  account: { one: 'account', label: 'Account' },
  tag: { one: 'tag', label: 'Tag' },
  course: { one: 'course', label: 'Course' },
}

/** By what the three cards below it compare. */
export function SplitChoice({ view: { filters, besides, page } }: { view: LiveTrainingView }) {
  const current = readSplit(besides)
  const addressOf = (split: LiveSplit) => {
    const params = new URLSearchParams([...filterParams(filters), ...besides])
    params.delete('split')
    if (split !== 'instructor') params.set('split', split)
    return `${page}?${params}`
  }
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-3 charts:col-span-12">
      <h2 className="text-card font-semibold">Compared by</h2>
      <div className="max-w-full overflow-x-auto whitespace-nowrap">
        <LinkChoice
          label="Compared by"
          choices={liveSplits.map((split) => ({
            label: splitNames[split].label,
            href: addressOf(split),
            current: split === current,
          }))}
        />
      </div>
    </div>
  )
}
