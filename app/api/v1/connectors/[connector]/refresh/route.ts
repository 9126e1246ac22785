import { connectorNamed } from '@/lib/api/connector-parameter'
import { record } from '@/lib/audit/record'
import { defineRoute } from '@/lib/authz/route'
import { app } from '@/lib/db/app'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne } from '@/lib/filters/url'
import { requestRefresh } from '@/lib/refresh/request'

export const POST = defineRoute(
  'POST /api/v1/connectors/[connector]/refresh',
  async ({ actor, params, search, requestId }) => {
    const connector = connectorNamed(params['connector'] ?? '')
    const full = readOne(search, 'full') ?? 'false'
    if (full !== 'true' && full !== 'false') {
      throw new InvalidFilter('full', `full: "${full}" is not known. Use true or false.`)
    }
    const { runId, already } = await requestRefresh(app(), connector, {
      trigger: 'api',
      full: full === 'true',
      ...(actor.kind === 'user' && { requestedById: actor.id }),
    })
    const detail = { run: runId, already, full: full === 'true' }
    await record(app(), { actor, action: 'refresh.request', subject: connector, detail, requestId })
    const headers = { location: `/api/v1/refreshes/${runId}` }
    return Response.json({ run: runId, already_running: already }, { status: 202, headers })
  },
)
