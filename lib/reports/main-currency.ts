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
  if (question.inside.where.currency !== undefined) return question
  const { rows } = await ask(reader, {
    metrics: ['purchases'],
    by: ['currency'],
    filters: uncompared(question.inside),
    sort: { by: 'purchases', descending: true },
    limit: 1,
  })
  const [main] = rows
  if (main === undefined) return question
  const within = (filters: Filters): Filters => ({ ...filters, where: { ...filters.where, currency: [main.currency] } })
  const { filters, inside, exported } = question
  return { ...question, filters: within(filters), inside: within(inside), exported: within(exported) }
}

export const inEveryCurrency = ({ where: { currency: _, ...where }, ...filters }: Filters): Filters => ({
  ...filters,
  where,
})
