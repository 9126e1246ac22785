import { downloadResponse } from '@/lib/api/download'
import { readWanted } from '@/lib/api/wanted'
import { readUserFilter } from '@/lib/auth/user-address'
import { usersExport } from '@/lib/auth/user-list'
import { defineRoute } from '@/lib/authz/route'
import { warehouse } from '@/lib/db/warehouse'

export const GET = defineRoute('GET /export/users', async ({ actor, search, requestId }) => {
  const { wanted, rest } = readWanted(search)
  const query = usersExport(warehouse(), readUserFilter(rest))
  return downloadResponse(actor, query, { name: 'users', ownTables: true, filters: rest.toString(), requestId, wanted })
})
