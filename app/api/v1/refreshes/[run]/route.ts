import { notFound, Refusal } from '@/lib/authz/problem'
import { defineRoute } from '@/lib/authz/route'
import { app } from '@/lib/db/app'
import { quarantinedRows, readRun } from '@/lib/refresh/status'

export const GET = defineRoute('GET /api/v1/refreshes/[run]', async ({ params }) => {
  const id = params['run'] ?? ''
  const run = /^[1-9]\d{0,14}$/.test(id) ? await readRun(app(), Number(id)) : null
  if (!run) throw new Refusal(notFound(`refresh "${id}"`))
  return Response.json({ ...run, quarantine: await quarantinedRows(app(), run.id) })
})
