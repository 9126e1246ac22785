import { downloadResponse } from '@/lib/api/download'
import { readWanted } from '@/lib/api/wanted'
import { notFound, Refusal, type Problem } from '@/lib/authz/problem'
import { withReader } from '@/lib/authz/reader'
import { defineRoute } from '@/lib/authz/route'
import { qualified } from '@/lib/quality/check'
import { findCheck } from '@/lib/quality/checks'
import { MEMORY, wasCancelled } from '@/lib/quality/patience'
import { foundExport } from '@/lib/quality/rows'

export const GET = defineRoute('GET /export/quality/[check]', async ({ actor, scope, params, search, requestId }) => {
  const { wanted } = readWanted(search)
  const check = findCheck(params['check'] ?? '')
  if (!check) throw new Refusal(notFound('such check'))
  const rows = await withReader(scope, async (reader) => foundExport(reader, check))
  try {
    const name = `quality.${check.id}`
    return await downloadResponse(actor, rows, { name, filters: '', requestId, memory: MEMORY, wanted })
  } catch (error) {
    if (!wasCancelled(error)) throw error
    throw new Refusal(tooSlow(qualified(check.table)))
  }
})

function tooSlow(table: string): Problem {
  return {
    status: 503,
    title: 'It took too long',
    detail: `The database stopped before it had found these rows. Try again at a quiet time, or export the whole of ${table} from the Explorer.`,
  }
}
