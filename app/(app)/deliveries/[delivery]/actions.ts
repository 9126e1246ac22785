'use server'

import { z } from 'zod'
import { defineAction, type FormResult } from '@/lib/authz/action'
import { app } from '@/lib/db/app'
import { editableDelivery, editDelivery } from '@/lib/delivery/edit-delivery'
import { common, commonOf, cronIn, orRefused, text, times } from '../fields'

const gone: FormResult = { ok: false, message: 'This was removed meanwhile.' }

/** An alert has no times, a view no limit. Recipients that it had before are not counted again. */
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
    const store = async () => void (isThere = await editDelivery(app(), actor, delivery, wanted))
    const words = { done: 'Saved.', refused: 'Nothing was changed.' }
    const known = (await editableDelivery(app(), actor, delivery))?.emails ?? []
    const emails = wanted.emails.filter((email) => !known.includes(email.toLowerCase()))
    const result = await orRefused({ actor, emails }, store, words)
    return isThere ? result : gone
  },
)
