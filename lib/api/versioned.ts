/**
 * Answers that stay the same until a refresh publishes: a client that has one sends its tag and is told to keep it. The tag
 * rests on the data version, the question, the day (defaults end on the newest one) and what this reader sees.
 */
import { hash } from 'node:crypto'
import { withReader, type ScopedReader } from '@/lib/authz/reader'
import type { GuardedRouteVisit } from '@/lib/authz/route'
import { dayOf } from '@/lib/filters/days'

export function versioned(
  visit: GuardedRouteVisit,
  answer: (reader: ScopedReader) => Promise<unknown>,
  /** What else than the data the answer rests on. */
  restsOn?: (reader: ScopedReader) => Promise<string>,
): Promise<Response> {
  return withReader(visit.scope, async (reader) => {
    const etag = tagOf(visit, reader, await restsOn?.(reader))
    if (matches(visit.request.headers.get('if-none-match'), etag))
      return new Response(null, { status: 304, headers: { etag } })
    return Response.json(await answer(reader), { headers: { etag } })
  })
}

function tagOf({ request }: GuardedRouteVisit, { dataVersion, reach, scope }: ScopedReader, besides?: string): string {
  const { pathname, search } = new URL(request.url)
  const rests = [
    dataVersion,
    pathname,
    search,
    dayOf(new Date()),
    reach,
    scope.people,
    scope.learnerRows,
    scope.minimumCell,
    ...(besides === undefined ? [] : [besides]),
  ]
  return `"${dataVersion}-${hash('sha256', JSON.stringify(rests)).slice(0, 20)}"`
}

/** By RFC 9110: a list of tags, weak or strong, or "*" for whatever there is. */
function matches(header: string | null, etag: string): boolean {
  const tags = header?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  return tags.includes(etag) || tags.includes('*')
}
