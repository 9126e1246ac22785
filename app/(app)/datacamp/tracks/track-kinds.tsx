import { Bars } from '@/components/charts/bars'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { notSet } from '@/lib/filters/filters'
import { bandColours, progressBands } from './progress-bands'
import type { TracksViewOf } from './tracks-view'

const kinds = [
  { kind: 'standard', label: 'DataCamp’s tracks', key: 'standard' },
  { kind: 'custom', label: 'Custom tracks', key: 'custom' },
  { kind: 'unknown', label: 'Not live any more', key: notSet },
] as const

/** Custom and standard tracks apart, each with how far people are. */
export function TrackKinds({ view }: { view: TracksViewOf<'kinds'> }) {
  const { data, filters, page, period } = view
  const bands = progressBands(data.kinds)
  const states = [...new Map(bands.map(({ position, label }) => [position, label]))].toSorted(
    ([one], [other]) => one - other,
  )
  return (
    <Bars
      id="kinds"
      className="charts:col-span-5"
      title="Custom and standard tracks"
      about="Enrolments of the period by progress, each kind as a whole. A row narrows the page to its kind."
      period={period}
      what="Kind"
      measure="Enrolments"
      format="count"
      share
      states={states.map(([position, label]) => ({
        key: String(position),
        label,
        color: bandColours[position] ?? 'other',
      }))}
      rows={kinds.flatMap(({ kind, label, key }) => {
        const own = bands.filter((band) => band.kind === kind)
        if (own.length === 0) return []
        const values = states.map(([position]) => {
          const band = own.find((candidate) => candidate.position === position)
          return band === undefined ? 0 : band.enrolments
        })
        return [
          {
            key: kind,
            label,
            values,
            hidden: values.includes(null),
            href: `${page}?${filterParams(narrow(filters, { track_kind: key }))}`,
          },
        ]
      })}
      note="Versions that are not live any more are not described: whether they were custom, and what they hold, is unknown."
      definition="/catalogue/track_progress_distribution"
    />
  )
}
