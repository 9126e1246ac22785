/** Which key figures say anything: those of a platform that was never loaded would all be nothing. */
import { metrics, type MetricName } from '@/lib/metrics/names'
import { sources } from '@/lib/filters/filters'

/** All of them where none is left, for a row of figures is never empty. */
export function loadedMetrics<M extends MetricName>(
  names: readonly M[],
  asOf: Readonly<Record<(typeof sources)[number], string | null>>,
): readonly M[] {
  const absent = sources.filter((source) => asOf[source] === null)
  const loaded = names.filter((name) => {
    const { readFrom } = metrics[name]
    return readFrom.some((column) => !absent.some((source) => column.startsWith(`${source}.`)))
  })
  return loaded.length > 0 ? loaded : names
}
