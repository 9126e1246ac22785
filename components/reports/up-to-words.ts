import type { Period } from '@/lib/filters/filters'
import { formatDay } from '@/lib/format/dates'

/** Of charts that ask for what holds at the end of the period, however old it is. */
export const upToWords = ({ to }: Period): string => `up to ${formatDay(to)}`
