/** What the cards of the calendar draw with, and the addresses that they lead to. */
import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { MarkColour } from '@/components/charts/colours'
import { detailHref } from '@/components/reports/detail-href'
import { usualSpan, writeSpan, type ExpirySpan } from '@/lib/analyses/activity/expiry-span'
import { addMonths, earlier } from '@/lib/filters/days'
import type { Filters } from '@/lib/filters/filters'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import type { ExpiryKind } from '@/lib/metrics/facts/expiries'
import type { expiriesCards, readExpiries } from '@/lib/reports/read-expiries'

export type ExpiriesView = ViewOf<typeof readExpiries, typeof expiriesCards>

/** What one of its cards reads. */
export type CardData<Name extends keyof typeof expiriesCards> = Awaited<ReturnType<(typeof expiriesCards)[Name]>>

export const kindColours = {
  'Assignment due': 'orange',
  'Certification registration': 'brown',
  'Course access': 'blue',
  Certificate: 'violet',
  Path: 'green',
  'Domain membership': 'ochre',
} as const satisfies Record<ExpiryKind, MarkColour>

/** This page with other days in its list. */
export function listAddress(filters: Filters, when: ExpirySpan, lines = 1): string {
  const params = filterParams(filters)
  if (when !== usualSpan) params.set('when', writeSpan(when))
  if (lines > 1) params.set('lines', String(lines))
  return `/expiries?${params}#who`
}

/** The page about what ends; undefined: there is none. */
export function thingHref(content: unknown, filters: Filters): string | undefined {
  const [source, type, id] = String(content).split('/')
  const elsewhere = { ...filters, where: {} }
  const narrowed = (page: string, cell: Readonly<Record<string, unknown>>, within = elsewhere) =>
    id ? `${page}?${filterParams(narrow(within, cell))}` : undefined
  // Those pages count by the day on which it was given or begun, which may lie long before it ends.
  const year: Filters = {
    ...elsewhere,
    from: earlier(filters.from, addMonths(filters.to, -12)),
    grain: 'month',
    compare: 'none',
  }
  switch (`${source}/${type}`) {
    case 'datacamp/assignment':
      return narrowed('/datacamp/assignments', { content }, year)
    case 'datacamp/certification':
      return narrowed('/datacamp/certifications', { certification: id }, year)
    case 'skilljar/course':
      return id ? detailHref('/skilljar/courses', id, elsewhere) : undefined
    case 'skilljar/path':
      return id ? detailHref('/skilljar/paths', id, elsewhere) : undefined
    case 'skilljar/domain':
      return narrowed('/skilljar/access-groups', { domain: id })
    default:
      return undefined
  }
}
