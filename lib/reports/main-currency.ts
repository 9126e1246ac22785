/** Money is of one currency: where an address chooses none, of that in which most was bought. */
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared, type Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import type { ReportQuestion } from './question'
import type { Report } from './report'

/** The question as if its address chose the currency; as it is where one is chosen, or nothing was bought. */
export async function inMainCurrency<R extends Report>(
  reader: ScopedReader,
  question: ReportQuestion<R>,
): Promise<ReportQuestion<R>> {
  const { where } = await withMainCurrency(reader, question.inside)
  const { currency } = where
  if (currency === undefined || currency === question.inside.where.currency) return question
  const within = (filters: Filters): Filters => ({ ...filters, where: { ...filters.where, currency } })
  const { filters, inside, exported } = question
  return { ...question, filters: within(filters), inside: within(inside), exported: within(exported) }
}

export async function withMainCurrency(reader: ScopedReader, filters: Filters): Promise<Filters> {
  if (filters.where.currency !== undefined) return filters
  const { rows } = await ask(reader, {
    metrics: ['purchases'],
    by: ['currency'],
    filters: uncompared(filters),
    sort: { by: 'purchases', descending: true },
    limit: 1,
  })
  const [main] = rows
  return main === undefined ? filters : { ...filters, where: { ...filters.where, currency: [main.currency] } }
}

export const inEveryCurrency = ({ where: { currency: _, ...where }, ...filters }: Filters): Filters => ({
  ...filters,
  where,
})
