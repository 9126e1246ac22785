'use server'

import { z } from 'zod'
import { defineAction } from '@/lib/authz/action'
import { app } from '@/lib/db/app'
import { createAlert, createDelivery } from '@/lib/delivery/create-delivery'
import { thresholdOf } from '@/lib/delivery/threshold'
import { common, commonOf, cronIn, orRefused, text, times } from '../fields'

const refused = 'Nothing was set up.'

export const sendView = defineAction(
  'delivery.create',
  z.looseObject({
    ...common,
    view: z.uuid('Save a view first, and choose it here.'),
    ...times,
  }),
  async (input, actor) => {
    const wanted = { ...commonOf(input), view: input.view, cron: cronIn(input) }
    return orRefused({ actor, ...wanted }, () => createDelivery(app(), actor, wanted), {
      done: 'It is sent from now on.',
      refused,
    })
  },
)

export const watchNumber = defineAction(
  'alert.create',
  z.looseObject({
    ...common,
    metric: text(100),
    condition: text(20),
    threshold: text(30),
    period: text(30),
    search: text(2_000),
  }),
  async (input, actor) => {
    const { metric, condition } = input
    const search = withPeriod(input.search, input.period)
    const threshold = thresholdOf(input.threshold, { metric, condition })
    const wanted = { ...commonOf(input), metric, condition, search, threshold }
    return orRefused({ actor, ...wanted }, () => createAlert(app(), actor, wanted), {
      done: 'It is watched from now on.',
      refused,
    })
  },
)

/** Days that the filters name are meant as they stand. */
function withPeriod(text: string, period: string): string {
  const search = new URLSearchParams(text.trim().replace(/^[^?]*\?/, ''))
  const isSaid = ['from', 'to', 'period'].some((name) => search.has(name))
  if (!isSaid && period !== '') search.set('period', period)
  return search.toString()
}
