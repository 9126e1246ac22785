import { downloadResponse } from '@/lib/api/download'
import { readWanted } from '@/lib/api/wanted'
import { Refusal } from '@/lib/authz/problem'
import { withReader } from '@/lib/authz/reader'
import { defineRoute } from '@/lib/authz/route'
import { readListAddress } from '@/lib/identity/address'
import { listExport } from '@/lib/identity/list-rows'

export const GET = defineRoute('GET /export/identities', async ({ actor, scope, search, requestId }) => {
  const { wanted, rest } = readWanted(search)
  const { list, search: part } = readListAddress(rest)
  if (!list) {
    const detail = 'Decisions are exported with the audit log. Choose one of the lists of accounts.'
    throw new Refusal({ status: 400, title: 'Invalid parameter', detail, param: 'list' })
  }
  const rows = await withReader(scope, async (reader) => listExport(reader, list, part))
  // What was searched for is part of somebody's name or address.
  const filters = part === '' ? '' : 'a search'
  const headings = Object.fromEntries(list.columns.map(({ id, label }) => [id, label]))
  return downloadResponse(actor, rows, { name: `identities.${list.id}`, filters, headings, requestId, wanted })
})
