/** The page of one person in the same period: neither the team nor the content of a page is what one wants to know there. */
import type { Filters } from '@/lib/filters/filters'
import { detailHref } from './detail-href'

/** Undefined: an unknown learner, who has no page. */
export function personHref(person: unknown, filters: Filters): string | undefined {
  return Number(person) > 0 ? detailHref('/people', Number(person), { ...filters, team: [], where: {} }) : undefined
}
