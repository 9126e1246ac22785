import { notReady } from '@/lib/api/readiness'
import { defineRoute } from '@/lib/authz/route'

export const GET = defineRoute('GET /readyz', async () => {
  const reason = await notReady()
  if (reason === null) return Response.json({ status: 'ready' })
  return Response.json({ status: 'not ready', reason }, { status: 503, headers: { 'retry-after': '5' } })
})
