'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { RateLimited } from '@/lib/auth/rate-limit'
import { defineAction } from '@/lib/authz/action'
import { app } from '@/lib/db/app'
import { ExportRefused } from '@/lib/exports/refused'
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

/** What the rows' own parsers say of a wrong filter is fit for people. */
const fitForPeople = [
  'InvalidFilter',
  'InvalidTableQuery',
  'UnknownName',
  'NotForThisReader',
  'ExplorerRefused',
  'Refusal',
]

function refused(error: unknown): { ok: false; message: string } {
  const isFit = error instanceof ExportRefused || error instanceof RateLimited
  if (isFit || (error instanceof Error && fitForPeople.includes(error.name))) {
    return { ok: false, message: (error as Error).message }
  }
  throw error
}
