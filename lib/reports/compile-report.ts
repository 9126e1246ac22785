/** A report's table as one statement, for downloads that stream it: the rows, order and columns of the page. */
import type { ScopedReader } from '@/lib/authz/reader'
import { askCompiled } from '@/lib/metrics/ask'
import { peopleParams } from './people-choice'
import { readQuestion } from './question'
import type { Report } from './report'
import { tableQuery } from './read-table'
import { orderParams } from './table-state'

export function compileReport(
  reader: ScopedReader,
  report: Report,
  search: URLSearchParams,
  alsoKnown: readonly string[] = [],
) {
  const question = readQuestion(report, search, {
    alsoKnown: [...orderParams, ...peopleParams(report), ...alsoKnown],
    asOf: reader.asOf,
  })
  return { ...askCompiled(reader, tableQuery(question)), filters: question.inside, asOf: reader.asOf }
}
