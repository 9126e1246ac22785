import type { Filters } from '@/lib/filters/filters'

/** What charts call the comparison. */
export function compareLabel({ compare }: Pick<Filters, 'compare'>): string {
  return compare === 'last_year' ? 'Same period last year' : 'Previous period'
}
