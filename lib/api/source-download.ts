/** The download behind an export's address: the same rows that would be made in the background. */
import type { GuardedRouteVisit } from '@/lib/authz/route'
import { sources, type SourceKind } from '@/lib/exports/sources'
import { downloadResponse } from './download'
import { readWanted } from './wanted'

export async function sourceDownload(visit: GuardedRouteVisit, kind: SourceKind, subject: string): Promise<Response> {
  const { actor, scope, search, requestId } = visit
  const { wanted, rest } = readWanted(search)
  const { query, ...prepared } = await sources[kind].prepare(actor, scope, subject, rest)
  return downloadResponse(actor, query, { ...prepared, filters: rest.toString(), requestId, wanted })
}
