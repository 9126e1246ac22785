import { listReports } from '@/lib/api/reports'
import { defineRoute } from '@/lib/authz/route'

export const GET = defineRoute('GET /api/v1/reports', async ({ actor }) =>
  Response.json({ reports: listReports(actor) }),
)
