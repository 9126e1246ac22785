/** Filters for what holds until something newer replaces it: everything up to the end of the period, compared with nothing. */
import { firstDay } from '@/lib/filters/days'
import type { Filters } from '@/lib/filters/filters'

export const upToTheEnd = (filters: Filters): Filters => ({ ...filters, from: firstDay, compare: 'none' })
