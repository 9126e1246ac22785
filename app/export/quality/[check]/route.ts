import { csvResponse } from '@/lib/api/csv-response'
import { notFound, Refusal } from '@/lib/authz/problem'
import { withReader } from '@/lib/authz/reader'
import { defineRoute } from '@/lib/authz/route'
import { findCheck } from '@/lib/quality/checks'
import { foundExport } from '@/lib/quality/rows'

export const GET = defineRoute('GET /export/quality/[check]', async ({ actor, scope, params, requestId }) => {
  const check = findCheck(params['check'] ?? '')
  if (!check) throw new Refusal(notFound('such check'))
  const rows = await withReader(scope, async (reader) => foundExport(reader, check))
  return csvResponse(actor, rows, { name: `quality.${check.id}`, filters: '', requestId })
})
