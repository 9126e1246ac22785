import { csvResponse } from '@/lib/api/csv-response'
import { readUserFilter } from '@/lib/auth/user-address'
import { usersExport } from '@/lib/auth/user-list'
import { defineRoute } from '@/lib/authz/route'
import { warehouse } from '@/lib/db/warehouse'

export const GET = defineRoute('GET /export/users', async ({ actor, search, requestId }) => {
  const query = usersExport(warehouse(), readUserFilter(search))
  return csvResponse(actor, query, { name: 'users', ownTables: true, filters: search.toString(), requestId })
})
