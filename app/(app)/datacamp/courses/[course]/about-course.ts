import { formatHours, narrowSpace } from '@/lib/format/numbers'
import type { DescribedCourse } from '@/lib/metrics/described-course'

/** "Python · Programming · 4.0 h planned" */
export function aboutCourse({ technology, topic, hoursNeeded }: DescribedCourse): string {
  const planned =
    hoursNeeded === null
      ? 'DataCamp does not say how long it takes'
      : `${formatHours(hoursNeeded)}${narrowSpace}h planned by DataCamp`
  return [technology ?? 'No technology', topic, planned].filter((part) => part !== null).join(' · ')
}
