import { describeTables } from '@/lib/api/tables'
import { withReader } from '@/lib/authz/reader'
import { defineRoute } from '@/lib/authz/route'

export const GET = defineRoute('GET /api/v1/tables', async ({ scope }) =>
  Response.json({ tables: await withReader(scope, describeTables) }),
)
