'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { countTry, RateLimited } from '@/lib/auth/rate-limit'
import { defineAction, type FormResult } from '@/lib/authz/action'
import type { Actor } from '@/lib/authz/actor'
import { app } from '@/lib/db/app'
import { leaveDelivery, removeDelivery, requestTest, setDeliveryEnabled } from '@/lib/delivery/change-delivery'

const PAGE = '/deliveries'

const oneDelivery = z.object({ delivery: z.uuid() })
const gone: FormResult = { ok: false, message: 'This was removed meanwhile.' }

export const test = defineAction('delivery.test', oneDelivery, async ({ delivery }, actor) => {
  try {
    await countTry('delivery.test', actor.id)
  } catch (error) {
    if (!(error instanceof RateLimited)) throw error
    return { ok: false, message: error.message }
  }
  return done(await requestTest(app(), actor, delivery), 'It goes out within a minute; the history says how it went.')
})

export const pause = defineAction('delivery.pause', oneDelivery, async ({ delivery }, actor) =>
  done(await enable(actor, delivery, { enabled: false }), 'Paused.'),
)

export const resume = defineAction('delivery.resume', oneDelivery, async ({ delivery }, actor) =>
  done(await enable(actor, delivery, { enabled: true }), 'Resumed.'),
)

/** What is gone already is gone. */
export const remove = defineAction('delivery.remove', oneDelivery, async ({ delivery }, actor) => {
  await removeDelivery(app(), actor, delivery)
  return done(true, 'Removed.')
})

export const leave = defineAction('delivery.leave', oneDelivery, async ({ delivery }, actor) =>
  done(await leaveDelivery(app(), actor, delivery), 'You get it no more.'),
)

const enable = (actor: Actor, id: string, state: { enabled: boolean }) => setDeliveryEnabled(app(), actor, id, state)

function done(found: boolean, message: string): FormResult {
  revalidatePath(PAGE)
  return found ? { ok: true, message } : gone
}
