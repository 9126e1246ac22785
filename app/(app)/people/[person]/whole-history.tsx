import Link from 'next/link'
import { Button } from '@/components/ui/button'
import type { Filters } from '@/lib/filters/filters'
import { filterParams } from '@/lib/filters/url'
import type { PersonProfile } from '@/lib/metrics/person'

interface WholeHistoryProps {
  profile: PersonProfile
  filters: Filters
  newest: string
}

/** To the period from the first sign of learning, by month; nothing where that is shown already, or not known. */
export function WholeHistory({ profile: { firstActive }, filters, newest }: WholeHistoryProps) {
  if (firstActive === null || firstActive >= newest) return null
  if (filters.from <= firstActive && filters.to >= newest) return null
  const whole = filterParams({ ...filters, from: firstActive, to: newest, grain: 'month', compare: 'none' })
  return (
    <Button asChild>
      <Link href={`?${whole}`} scroll={false}>
        Whole history
      </Link>
    </Button>
  )
}
