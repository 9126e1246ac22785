/** Which runs the list shows, as its address says. */
import type { ConnectorId } from '@/lib/catalogue/types'
import { connectors } from '@/lib/connectors/registry'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import type { RunState } from '@/generated/prisma/client'

export const results = {
  all: { label: 'All', states: undefined },
  published: { label: 'Published', states: ['published'] },
  held: { label: 'Held', states: ['held', 'discarded'] },
  failed: { label: 'Failed', states: ['failed', 'cancelled'] },
} as const satisfies Record<string, { label: string; states: readonly RunState[] | undefined }>

export interface RunFilter {
  readonly result: keyof typeof results
  readonly connectorId?: ConnectorId | undefined
  readonly before?: number | undefined
}

export function readRunFilter(search: URLSearchParams): RunFilter {
  const result = search.get('result') ?? 'all'
  if (!Object.hasOwn(results, result)) {
    throw new InvalidFilter('result', `There is no result "${result}". Use ${Object.keys(results).join(', ')}.`)
  }
  const source = search.get('source')
  if (source !== null && !Object.hasOwn(connectors, source)) {
    throw new InvalidFilter('source', `There is no source "${source}". Use ${Object.keys(connectors).join(' or ')}.`)
  }
  const before = search.get('before')
  if (before !== null && !/^[1-9]\d{0,14}$/.test(before)) {
    throw new InvalidFilter('before', 'The number of a run is needed, like 128.')
  }
  return {
    result: result as RunFilter['result'],
    ...(source !== null && { connectorId: source as ConnectorId }),
    ...(before !== null && { before: Number(before) }),
  }
}

export function runsHref({ result, connectorId, before }: RunFilter): string {
  const search = new URLSearchParams()
  if (connectorId) search.set('source', connectorId)
  if (result !== 'all') search.set('result', result)
  if (before !== undefined) search.set('before', String(before))
  return search.size > 0 ? `/admin/refreshes?${search.toString()}` : '/admin/refreshes'
}
