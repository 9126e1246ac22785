import { downloadResponse } from '@/lib/api/download'
import { readWanted } from '@/lib/api/wanted'
import { readAuditFilter } from '@/lib/audit/address'
import { auditExport } from '@/lib/audit/entries'
import { defineRoute } from '@/lib/authz/route'
import { warehouse } from '@/lib/db/warehouse'

export const GET = defineRoute('GET /export/audit', async ({ actor, search, requestId }) => {
  const { wanted, rest } = readWanted(search)
  const query = auditExport(warehouse(), readAuditFilter(rest))
  return downloadResponse(actor, query, { name: 'audit', ownTables: true, filters: rest.toString(), requestId, wanted })
})
