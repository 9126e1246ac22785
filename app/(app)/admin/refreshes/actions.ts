'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import type { Actor } from '@/lib/authz/actor'
import { defineAction, type FormResult } from '@/lib/authz/action'
import { app, type App } from '@/lib/db/app'
import { approveRun, discardRun } from '@/lib/refresh/decide'
import { RefreshRefused } from '@/lib/refresh/request'

const decision = z.object({
  run: z.coerce.number().int().positive(),
  reason: z
    .string('Say why.')
    .trim()
    .min(10, 'Say in at least 10 characters why.')
    .max(1_000, 'Say it in 1,000 characters.'),
})

export const approve = defineAction('refresh.approve', decision, (input, actor) =>
  decide(input, actor, approveRun, `Run ${input.run} is being published.`),
)

export const discard = defineAction('refresh.discard', decision, (input, actor) =>
  decide(input, actor, discardRun, `Run ${input.run} was discarded. The data of before stays.`),
)

async function decide(
  { run, reason }: z.output<typeof decision>,
  actor: Actor,
  act: (app: App, actor: Actor, runId: number, reason: string) => Promise<void>,
  done: string,
): Promise<FormResult> {
  try {
    await act(app(), actor, run, reason)
  } catch (error) {
    // Somebody else was quicker, or a newer run took its place.
    if (error instanceof RefreshRefused) return { ok: false, message: error.message }
    throw error
  }
  revalidatePath('/admin/refreshes')
  revalidatePath(`/admin/refreshes/${run}`)
  return { ok: true, message: done }
}
