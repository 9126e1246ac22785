'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { defineAction } from '@/lib/authz/action'
import { app } from '@/lib/db/app'
import { doneOrRefused } from '@/lib/exports/refused'
import { requestExport } from '@/lib/exports/request'
import { cancelExport, removeExport } from '@/lib/exports/stop'
import { formatIds } from '@/lib/format/file-format'

const PAGE = '/exports'

const wanted = z.object({ of: z.string().max(8_000), format: z.enum(formatIds, 'Choose one of the formats.') })
const one = z.object({ export: z.uuid() })

export const queue = defineAction('export.queue', wanted, async ({ of, format }, actor) => {
  const result = await doneOrRefused(() => requestExport(app(), actor, of, format))
  if (!result.ok) return result
  redirect(PAGE)
})

export const cancel = defineAction('export.cancel', one, async (input, actor) => {
  const result = await doneOrRefused(() => cancelExport(app(), actor, input.export), 'Cancelled.')
  revalidatePath(PAGE)
  return result
})

export const remove = defineAction('export.remove', one, async (input, actor) => {
  const result = await doneOrRefused(() => removeExport(app(), actor, input.export), 'Removed.')
  revalidatePath(PAGE)
  return result
})
