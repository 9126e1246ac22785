'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { defineAction, type FormResult } from '@/lib/authz/action'
import { app } from '@/lib/db/app'
import { createAlert, createDelivery } from '@/lib/delivery/create-delivery'
import { DeliveryRefused } from '@/lib/delivery/refused'
import { thresholdOf } from '@/lib/delivery/threshold'
import { cronOf } from '@/lib/refresh/schedule-preset'

const text = (most: number) => z.string().max(most, 'This is too long.').default('')

const common = {
  name: text(200),
  zone: z.string().max(60).default('UTC'),
  emails: text(10_000),
  quietFrom: text(5),
  quietUntil: text(5),
}

export const sendView = defineAction(
  'delivery.create',
  z.looseObject({
    ...common,
    view: z.uuid('Save a view first, and choose it here.'),
    preset: z.enum(['daily', 'weekdays', 'weekly', 'own']),
    time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time like 07:00.')
      .default('07:00'),
    weekday: z.coerce.number().int().min(0).max(6).default(1),
    cron: text(100),
  }),
  async (input, actor) => {
    const { view, preset, time, weekday, cron } = input
    const wanted = { ...commonOf(input), view, cron: cronOf({ preset, time, weekday, cron }) ?? '' }
    return orRefused(() => createDelivery(app(), actor, wanted), 'It is sent from now on.')
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
    return orRefused(() => createAlert(app(), actor, wanted), 'It is watched from now on.')
  },
)

/** Days that the filters name are meant as they stand. */
function withPeriod(text: string, period: string): string {
  const search = new URLSearchParams(text.trim().replace(/^[^?]*\?/, ''))
  const isSaid = ['from', 'to', 'period'].some((name) => search.has(name))
  if (!isSaid && period !== '') search.set('period', period)
  return search.toString()
}

interface Common {
  readonly name: string
  readonly zone: string
  readonly emails: string
  readonly quietFrom: string
  readonly quietUntil: string
}

function commonOf(input: Common & Readonly<Record<string, unknown>>) {
  const { name, zone, emails, quietFrom, quietUntil } = input
  // A checkbox that is not checked is not sent.
  const targets = Object.keys(input).flatMap((field) => {
    const [, id] = /^webhook-(.+)$/.exec(field) ?? []
    return id !== undefined && input[field] === 'on' ? [id] : []
  })
  return { name, zone, quietFrom, quietUntil, emails: emails.split(/[\s,;]+/), targets }
}

async function orRefused(create: () => Promise<unknown>, message: string): Promise<FormResult> {
  try {
    await create()
  } catch (error) {
    if (!(error instanceof DeliveryRefused)) throw error
    return { ok: false, message: 'Nothing was set up.', errors: { [error.field]: error.message } }
  }
  revalidatePath('/deliveries')
  return { ok: true, message }
}
