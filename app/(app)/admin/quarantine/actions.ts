'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { defineAction } from '@/lib/authz/action'
import { app } from '@/lib/db/app'
import { formatCounted } from '@/lib/format/numbers'
import { dismiss } from '@/lib/refresh/quarantine-dismiss'
import { chosenRows, oneReason, row as rowNumber } from '@/lib/refresh/quarantine-address'
import { requestReplay } from '@/lib/refresh/request-replay'
import { RefreshRefused } from '@/lib/refresh/request'

const PAGE = '/admin/quarantine'

export const replay = defineAction('quarantine.replay', chosenRows, async ({ connector, table, reason }, actor) => {
  try {
    const runId = await requestReplay(app(), actor, connector, { table, reason })
    revalidatePath(PAGE)
    return { ok: true, message: `Refresh ${runId} takes what it can. This page shows what is left when it has ended.` }
  } catch (error) {
    if (error instanceof RefreshRefused) return { ok: false, message: error.message }
    throw error
  }
})

export const putAside = defineAction(
  'quarantine.dismiss',
  oneReason.safeExtend({
    row: rowNumber.optional(),
    upTo: rowNumber.optional(),
    because: z.string().trim().min(1, 'Say why, for those who come after you.').max(500),
  }),
  async ({ connector, table, reason, row, upTo, because }, actor) => {
    const rows = await dismiss(app(), actor, { connectorId: connector, table, reason, id: row, upTo, because })
    revalidatePath(PAGE)
    return rows === 0
      ? { ok: false, message: 'No row waits here any more.' }
      : { ok: true, message: `${formatCounted(rows, 'row was', 'rows were')} put aside.` }
  },
)
