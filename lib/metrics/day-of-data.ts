import type { ScopedReader } from '@/lib/authz/reader'
import { dayOf } from '@/lib/filters/days'

/** The day that "today" means in numbers: that of the data, and the clock's only while nothing is loaded. */
export function dayOfData({ asOf }: Pick<ScopedReader, 'asOf'>): string {
  return (asOf.datacamp ?? asOf.skilljar)?.slice(0, 10) ?? dayOf(new Date())
}
