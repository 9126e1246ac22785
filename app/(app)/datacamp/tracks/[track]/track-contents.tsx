import { Bars } from '@/components/charts/bars'
import { numberOf } from '@/lib/format/number-of'
import { formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { TrackViewOf } from './track-view'

/** Content by content: who completed it, who started it, and who never got there. */
export function TrackContents({ view }: { view: TrackViewOf<'contents'> }) {
  const { contents } = view.data
  const isListed = contents.every((row) => row['is_listed'] === true)
  return (
    <Bars
      id="contents"
      className="charts:col-span-7"
      title="Where people stop"
      about="Of those who enrolled in the period: who completed and who started each content of the version."
      period={view.period}
      what="Content"
      measure="Enrolled"
      format="count"
      share
      overlaps
      states={[
        { key: 'completed', label: 'Completed', color: 'ink' },
        { key: 'started', label: 'Started only', color: 'other', hatched: true },
        { key: 'not', label: 'Not started', color: 'empty' },
      ]}
      rows={contents.map((row) => {
        const [begun, reached, completed] = [
          numberOf(row['begun']),
          numberOf(row['reached']),
          numberOf(row['completed']),
        ]
        const known = begun !== null && reached !== null && completed !== null
        return {
          key: String(row['step']),
          label: `${isListed ? `${row['position']} ` : ''}${row['step_name']}`,
          values: known ? [completed, reached - completed, begun - reached] : [null, null, null],
          note: known ? `${formatPercent(completed / begun)} completed` : undefined,
          hidden: !known,
          small: isSmallSample(begun),
        }
      })}
      note={
        contents.length === 0
          ? undefined
          : isListed
            ? 'In the order of the track; the next unfinished content is where people stop. Work on it outside of the track counts only where DataCamp says so.'
            : 'DataCamp describes live tracks only: the order of these contents is unknown, so those completed most often stand first, and contents that nobody touched are missing.'
      }
      empty={{
        title: 'No contents to show',
        text: 'Nobody enrolled in this version in the period, or DataCamp delivered no contents of it.',
      }}
      definition="/catalogue/track_dropoff"
    />
  )
}
