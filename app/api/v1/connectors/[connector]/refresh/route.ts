import { z } from 'zod'
import { record } from '@/lib/audit/record'
import { notFound, Refusal } from '@/lib/authz/problem'
import { defineRoute } from '@/lib/authz/route'
import { app } from '@/lib/db/app'
import { connectors } from '@/lib/connectors/registry'
import type { ConnectorId } from '@/lib/catalogue/types'
import { requestRefresh } from '@/lib/refresh/request'

const connectorId = z.enum(Object.keys(connectors) as [ConnectorId, ...ConnectorId[]])

export const POST = defineRoute('POST /api/v1/connectors/[connector]/refresh', async ({ actor, params, search, requestId }) => {
  const id = connectorId.safeParse(params['connector'])
  if (!id.success) throw new Refusal(notFound(`connector "${params['connector']}". There are: ${connectorId.options.join(', ')}`))
  const { runId, already } = await requestRefresh(app(), id.data, {
    trigger: 'api',
    full: search.get('full') === 'true',
    ...(actor.kind === 'user' && { requestedById: actor.id }),
  })
  await record(app(), { actor, action: 'refresh.request', subject: id.data, detail: { run: runId, already }, requestId })
  return Response.json({ run: runId, already_running: already }, { status: 202, headers: { location: `/api/v1/refreshes/${runId}` } })
})
