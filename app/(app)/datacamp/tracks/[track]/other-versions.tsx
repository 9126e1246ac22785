import { detailHref } from '@/components/reports/detail-href'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import type { Filters } from '@/lib/filters/filters'
import type { OtherVersion } from '@/lib/metrics/described-track'

/** Ways to the other versions of the same track, under the same filters. */
export function OtherVersions({ others, filters }: { others: readonly OtherVersion[]; filters: Filters }) {
  if (others.length === 0) return null
  return others.map(({ id, number, isArchived }) => (
    <Button key={id} asChild>
      <Link href={detailHref('/datacamp/tracks', id, filters) ?? '/datacamp/tracks'}>
        Version {number ?? id}
        {isArchived && ', archived'}
      </Link>
    </Button>
  ))
}
