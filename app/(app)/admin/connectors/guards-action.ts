'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import type { Prisma } from '@/generated/prisma/client'
import { record } from '@/lib/audit/record'
import { defineAction } from '@/lib/authz/action'
import type { ConnectorId } from '@/lib/catalogue/types'
import { connectors } from '@/lib/connectors/registry'
import { app } from '@/lib/db/app'
import { readGuards } from './guards'

const connectorId = z.enum(Object.keys(connectors) as [ConnectorId, ...ConnectorId[]])

export const saveGuards = defineAction(
  'connector.guards',
  z.object({ connector: connectorId }).catchall(z.string()),
  async ({ connector, ...form }, actor) => {
    const read = readGuards(connector, form)
    if ('errors' in read) {
      return { ok: false, message: 'Nothing was saved: some limits need another look.', errors: read.errors }
    }
    const guards = read.guards as Prisma.InputJsonObject
    const saved = await app().$transaction(async (tx) => {
      const { count } = await tx.connector.updateMany({ where: { id: connector }, data: { guards } })
      if (count > 0) await record(tx, { actor, action: 'connector.guards', subject: connector, detail: { guards } })
      return count > 0
    })
    revalidatePath('/admin/connectors')
    return saved
      ? { ok: true, message: 'Saved. The next refresh is measured by these.' }
      : { ok: false, message: 'Enter the credentials first.' }
  },
)
