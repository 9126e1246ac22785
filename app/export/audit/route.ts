import { csvResponse } from '@/lib/api/csv-response'
import { readAuditFilter } from '@/lib/audit/address'
import { auditExport } from '@/lib/audit/entries'
import { defineRoute } from '@/lib/authz/route'
import { warehouse } from '@/lib/db/warehouse'

export const GET = defineRoute('GET /export/audit', async ({ actor, search, requestId }) => {
  const query = auditExport(warehouse(), readAuditFilter(search))
  return csvResponse(actor, query, { name: 'audit', ownTables: true, filters: search.toString(), requestId })
})
