'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { RateLimited } from '@/lib/auth/rate-limit'
import { defineAction } from '@/lib/authz/action'
import { app } from '@/lib/db/app'
import { sentenceFor } from '@/lib/exports/refused'
import { requestExport } from '@/lib/exports/request'
import { cancelExport, removeExport } from '@/lib/exports/stop'
import { formatIds } from '@/lib/format/file-format'

const PAGE = '/exports'

const wanted = z.object({ of: z.string().max(8_000), format: z.enum(formatIds, 'Choose one of the formats.') })
const one = z.object({ export: z.uuid() })

export const queue = defineAction('export.queue', wanted, async ({ of, format }, actor) => {
  try {
    await requestExport(app(), actor, of, format)
  } catch (error) {
    return refused(error)
  }
  redirect(PAGE)
})

export const cancel = defineAction('export.cancel', one, async (input, actor) => {
  try {
    await cancelExport(app(), actor, input.export)
  } catch (error) {
    return refused(error)
  }
  revalidatePath(PAGE)
  return { ok: true, message: 'Cancelled.' }
})

export const remove = defineAction('export.remove', one, async (input, actor) => {
  try {
    await removeExport(app(), actor, input.export)
  } catch (error) {
    return refused(error)
  }
  revalidatePath(PAGE)
  return { ok: true, message: 'Removed.' }
})

function refused(error: unknown): { ok: false; message: string } {
  const message = error instanceof RateLimited ? error.message : sentenceFor(error)
  if (message === null) throw error
  return { ok: false, message }
}
