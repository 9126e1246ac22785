/** What every dashboard page reads: the choices of its filter bar, its key figures, and the colours of technologies. */
import type { ScopedReader } from '@/lib/authz/reader'
import type { Assignment } from '@/lib/design/palette'
import { narrowingNames, narrowingOptions, type NarrowingChoice } from '@/lib/metrics/narrowing-options'
import type { MetricName } from '@/lib/metrics/names'
import { filterOptions, type FilterOptions } from '@/lib/metrics/options'
import { series, type Series } from '@/lib/metrics/series'
import type { ReportQuestion } from './question'
import type { Report } from './report'
import { technologyColours } from './technology-colours'

export interface Frame<M extends MetricName = MetricName> {
  readonly choices: FilterOptions
  /** The page's own filters with their values. */
  readonly own: readonly NarrowingChoice[]
  /** Names for everything that the address narrows by. */
  readonly narrowed: readonly NarrowingChoice[]
  readonly figures: Series<M>
  readonly colours: Assignment
}

export async function readFrame<R extends Report>(
  reader: ScopedReader,
  { report, inside }: ReportQuestion<R>,
): Promise<Frame<R['metrics'][number]>> {
  const { metrics, table } = report
  const samples = metrics.flatMap((name) => table.samples?.[name] ?? [])
  const own: NarrowingChoice[] = []
  for (const name of report.filters ?? []) own.push(await narrowingOptions(reader, name, inside))
  return {
    choices: await filterOptions(reader),
    own,
    narrowed: await narrowingNames(reader, inside),
    figures: await series<MetricName>(reader, { metrics: [...metrics, ...samples], filters: inside }),
    colours: await technologyColours(reader),
  }
}
