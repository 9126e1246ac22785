import type { ConnectorId } from '@/lib/catalogue/types'
import { connectors } from '@/lib/connectors/registry'
import { defineRoute } from '@/lib/authz/route'
import { app } from '@/lib/db/app'
import { listRuns } from '@/lib/refresh/status'

export const GET = defineRoute('GET /api/v1/refreshes', async () => {
  const runs = await Promise.all((Object.keys(connectors) as ConnectorId[]).map((id) => listRuns(app(), id)))
  return Response.json({ refreshes: runs.flat().sort((a, b) => b.id - a.id) })
})
