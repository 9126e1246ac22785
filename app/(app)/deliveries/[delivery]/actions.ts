'use server'

import { z } from 'zod'
import { defineAction, type FormResult } from '@/lib/authz/action'
import { app } from '@/lib/db/app'
import { editDelivery } from '@/lib/delivery/edit-delivery'
import { common, commonOf, cronIn, orRefused, text, times } from '../fields'

const gone: FormResult = { ok: false, message: 'This was removed meanwhile.' }

/** An alert has no times, a view no limit. */
export const change = defineAction(
  'delivery.change',
  z.looseObject({
    ...common,
    ...times,
    preset: times.preset.default('daily'),
    delivery: z.uuid(),
    condition: text(20),
    threshold: text(30),
  }),
  async (input, actor) => {
    const { delivery, condition, threshold: limit } = input
    const wanted = { ...commonOf(input), cron: cronIn(input), condition, limit }
    let isThere = true
    const result = await orRefused(async () => void (isThere = await editDelivery(app(), actor, delivery, wanted)), {
      done: 'Saved.',
      refused: 'Nothing was changed.',
    })
    return isThere ? result : gone
  },
)
