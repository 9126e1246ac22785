'use server'

import { z } from 'zod'
import { defineAction } from '@/lib/authz/action'
import { app } from '@/lib/db/app'
import { unsubscribe } from '@/lib/delivery/change-delivery'

export const leave = defineAction(
  'delivery.unsubscribe',
  z.object({ token: z.string().max(200) }),
  async ({ token }) =>
    (await unsubscribe(app(), token))
      ? { ok: true, message: 'You get it no more.' }
      : { ok: false, message: 'This link does not work any more.' },
)
