import { sourceNames } from '@/components/shell/source-names'
import { sources } from '@/lib/filters/filters'
import { formatMoment } from '@/lib/format/dates'
import type { ExpiriesView } from './expiries-view'

const parts = {
  datacamp: 'assignments and certification registrations',
  skilljar: 'course access, certificates, paths and domain memberships',
} as const

/** From where days are counted, and what is missing while a platform is not connected. */
export function Moments({ view: { asOf } }: { view: ExpiriesView }) {
  const counted = sources.filter((source) => asOf[source] !== null)
  const missing = sources.filter((source) => asOf[source] === null)
  return (
    <p className="-mt-2 text-small text-muted">
      {`Days are counted from the data of ${counted.map((source) => `${sourceNames[source]}, ${formatMoment(asOf[source])}`).join(', and of ')}.`}
      {missing.map((source) => ` ${sourceNames[source]} is not connected: ${parts[source]} are missing here.`)}
    </p>
  )
}
