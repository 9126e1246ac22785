/** The fields that the forms of deliveries have in common, and what becomes of them. */
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import type { FormResult } from '@/lib/authz/action'
import type { Actor } from '@/lib/authz/actor'
import { countNamed } from '@/lib/delivery/choose-recipients'
import { DeliveryRefused } from '@/lib/delivery/refused'
import { cronOf } from '@/lib/refresh/schedule-preset'

export const text = (most: number) => z.string().max(most, 'This is too long.').default('')

export const common = {
  name: text(200),
  zone: z.string().max(60).default('UTC'),
  emails: text(10_000),
  quietFrom: text(5),
  quietUntil: text(5),
}

/** When a view is sent. */
export const times = {
  preset: z.enum(['daily', 'weekdays', 'weekly', 'own']),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time like 07:00.')
    .default('07:00'),
  weekday: z.coerce.number().int().min(0).max(6).default(1),
  cron: text(100),
}

export function cronIn({ preset, time, weekday, cron }: z.infer<z.ZodObject<typeof times>>): string {
  return cronOf({ preset, time, weekday, cron }) ?? ''
}

interface Common {
  readonly name: string
  readonly zone: string
  readonly emails: string
  readonly quietFrom: string
  readonly quietUntil: string
}

export function commonOf(input: Common & Readonly<Record<string, unknown>>) {
  const { name, zone, emails, quietFrom, quietUntil } = input
  // A checkbox that is not checked is not sent.
  const targets = Object.keys(input).flatMap((field) => {
    const [, id] = /^webhook-(.+)$/.exec(field) ?? []
    return id !== undefined && input[field] === 'on' ? [id] : []
  })
  return { name, zone, quietFrom, quietUntil, emails: emails.split(/[\s,;]+/), targets }
}

/** Stores what somebody entered, or says at which field it cannot be used. */
export async function orRefused(
  { actor, emails }: { readonly actor: Actor; readonly emails: readonly string[] },
  store: () => Promise<unknown>,
  { done, refused }: { done: string; refused: string },
): Promise<FormResult> {
  try {
    await countNamed(actor, emails)
    await store()
  } catch (error) {
    if (!(error instanceof DeliveryRefused)) throw error
    return { ok: false, message: refused, errors: { [error.field]: error.message } }
  }
  revalidatePath('/deliveries')
  return { ok: true, message: done }
}
