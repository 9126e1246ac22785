import { z } from 'zod'
import { notFound, Refusal } from '@/lib/authz/problem'
import { defineRoute } from '@/lib/authz/route'
import { app } from '@/lib/db/app'
import { handOut, readyExport } from '@/lib/exports/hand-out'
import { manifestFile } from '@/lib/exports/manifest-file'

/** A file that was made in the background, or its manifest. */
export const GET = defineRoute('GET /export/files/[export]', async ({ actor, params, search, request, requestId }) => {
  const id = params['export'] ?? ''
  if (!z.uuid().safeParse(id).success) throw new Refusal(notFound('such export'))
  if (search.get('manifest') === '1') return manifestFile(await readyExport(app(), actor, id))
  const { headers } = request
  return handOut(app(), actor, id, headers.get('range'), requestId, headers.get('if-range'))
})
