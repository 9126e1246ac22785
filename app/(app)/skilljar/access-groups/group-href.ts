import { detailHref } from '@/components/reports/detail-href'
import type { Filters } from '@/lib/filters/filters'

/** The page about one group, under the same filters but those of groups: that page is about this one alone. */
export function groupHref(group: unknown, filters: Filters): string | undefined {
  const { student_group: _, ...where } = filters.where
  return detailHref('/skilljar/access-groups', group, { ...filters, where })
}
