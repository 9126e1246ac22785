import { z } from 'zod'
import { downloadResponse } from '@/lib/api/download'
import { readWanted } from '@/lib/api/wanted'
import { problemOf } from '@/lib/authz/problem'
import { defineRoute, type GuardedRouteVisit } from '@/lib/authz/route'
import { answered } from '@/lib/sql/answer'
import { SqlProblem } from '@/lib/sql/check'
import { exportedAnswer, UNSAVED_NAME } from '@/lib/sql/exported-answer'

/** The whole answer of a statement, in any format; a form sends it, because a statement may be longer than an address. */
export const POST = defineRoute('POST /export/sql', async (visit) => {
  const { request, requestId } = visit
  const response = await answered(() => wholeAnswerOf(visit)).catch((error: unknown) => problemOf(error, requestId))
  // A person's browser would show the problem as it is written for programs; the page says it in words.
  const isForPerson = !response.ok && (request.headers.get('accept') ?? '').includes('text/html')
  return isForPerson ? seeOther(`/sql?refused=${response.status}`) : response
})

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } })
}

async function wholeAnswerOf({ actor, request, search, requestId }: GuardedRouteVisit): Promise<Response> {
  const { wanted } = readWanted(search)
  const { signal } = request
  const { query, ...answer } = await exportedAnswer(actor, await statementOf(request), { requestId, signal })
  // Its text stands in the entry of the statement itself, which has the same request.
  return downloadResponse(actor, query, { ...answer, name: UNSAVED_NAME, filters: '', requestId, wanted, signal })
}

/** Within JSON, because a form would change the ends of lines. */
async function statementOf(request: Request): Promise<string> {
  const field = (await request.formData().catch(() => null))?.get('statement')
  try {
    return z.string().parse(JSON.parse(z.string().parse(field)))
  } catch {
    throw new SqlProblem('Send the statement as the field "statement" of a form, written as JSON.')
  }
}
