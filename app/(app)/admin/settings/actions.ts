'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { countTry, RateLimited } from '@/lib/auth/rate-limit'
import { defineAction, type FormResult } from '@/lib/authz/action'
import { app } from '@/lib/db/app'
import { eventNames } from '@/lib/notify/events'
import { SendError } from '@/lib/notify/sending'
import { addTarget, removeTarget, sendTest, setEnabled, TargetRefused } from '@/lib/notify/targets'

const PAGE = '/admin/settings'

const oneTarget = z.object({ target: z.uuid() })
const gone: FormResult = { ok: false, message: 'This target was removed meanwhile.' }

export const add = defineAction(
  'notification.add',
  z.looseObject({
    channel: z.enum(['email', 'webhook'], 'Choose e-mail or webhook.'),
    address: z.string().trim().min(1, 'This is missing.').max(2_000, 'This is too long.'),
  }),
  async ({ channel, address, ...boxes }, actor) => {
    // A checkbox that is not checked is not sent.
    const events = eventNames.filter((name) => boxes[name] === 'on')
    try {
      const { signingKey } = await addTarget(app(), actor, { channel, address, events })
      revalidatePath(PAGE)
      return { ok: true, message: 'Added. Send a test message next.', ...(signingKey !== null && { once: signingKey }) }
    } catch (error) {
      if (!(error instanceof TargetRefused)) throw error
      return { ok: false, message: 'Nothing was added.', errors: { [error.field]: error.message } }
    }
  },
)

export const test = defineAction('notification.test', oneTarget, async ({ target }, actor) => {
  try {
    // Both leave the building on request of an administrator, so they share a limit.
    await countTry('connector.test', actor.id)
    await sendTest(app(), actor, target)
    revalidatePath(PAGE)
    return { ok: true, message: 'Sent.' }
  } catch (error) {
    if (!(error instanceof SendError || error instanceof RateLimited)) throw error
    revalidatePath(PAGE)
    return { ok: false, message: error.message }
  }
})

export const pause = defineAction('notification.pause', oneTarget, async ({ target }, actor) => {
  const found = await setEnabled(app(), actor, target, { enabled: false })
  revalidatePath(PAGE)
  return found ? { ok: true, message: 'Paused.' } : gone
})

export const resume = defineAction('notification.resume', oneTarget, async ({ target }, actor) => {
  const found = await setEnabled(app(), actor, target, { enabled: true })
  revalidatePath(PAGE)
  return found ? { ok: true, message: 'Resumed.' } : gone
})

export const remove = defineAction('notification.remove', oneTarget, async ({ target }, actor) => {
  await removeTarget(app(), actor, target)
  revalidatePath(PAGE)
  return { ok: true, message: 'Removed.' }
})
