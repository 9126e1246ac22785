/** The only way to make a server action: origin and permission first, then the shape of the input, then the deed. */
import { headers } from 'next/headers'
import type { z } from 'zod'
import { record } from '@/lib/audit/record'
import { app } from '@/lib/db/app'
import { sessionActor, type Actor } from './actor'
import { isOwnOrigin } from './own-origin'
import { may } from './permissions'
import { actions, type ActionKey } from './registry'

/** What a form shows after it was sent. Expected failures are values; unexpected ones throw. */
export interface FormResult {
  readonly ok: boolean
  /** One sentence about the whole form. */
  readonly message?: string
  /** By field name. */
  readonly errors?: Readonly<Record<string, string>>
  /** A secret that was made just now: it is shown this once. */
  readonly once?: string
  /** Whose account a link belongs to. */
  readonly account?: { readonly name: string; readonly email: string }
}

type PublicKey = { [Key in ActionKey]: (typeof actions)[Key] extends 'public' ? Key : never }[ActionKey]
type GuardedKey = Exclude<ActionKey, PublicKey>
export type FormAction = (previous: FormResult | null, form: FormData) => Promise<FormResult>

export function defineAction<Schema extends z.ZodType>(
  key: PublicKey,
  schema: Schema,
  act: (input: z.output<Schema>) => Promise<FormResult>,
): FormAction
export function defineAction<Schema extends z.ZodType>(
  key: GuardedKey,
  schema: Schema,
  act: (input: z.output<Schema>, actor: Actor) => Promise<FormResult>,
): FormAction
export function defineAction<Schema extends z.ZodType>(
  key: ActionKey,
  schema: Schema,
  act: (input: z.output<Schema>, actor: Actor) => Promise<FormResult>,
): FormAction {
  return async (_previous, form) => {
    if (!isOwnOrigin(await headers()))
      return { ok: false, message: 'This form was not sent from a page of Skillscope.' }
    const permission = actions[key]
    const actor = permission === 'public' ? null : await sessionActor()
    if (permission !== 'public' && (!actor || !may(actor, permission))) {
      await record(app(), { actor: actor ?? 'anonymous', action: key, outcome: 'denied' })
      return { ok: false, message: actor ? 'Your role does not allow this.' : 'Your session has ended. Sign in again.' }
    }
    const parsed = schema.safeParse(fieldsOf(form))
    if (!parsed.success)
      return { ok: false, message: 'Some fields need another look.', errors: fieldErrors(parsed.error) }
    // Safe: only public actions come here without an actor, and theirs takes none.
    return act(parsed.data, actor as Actor)
  }
}

/** Next adds fields of its own, which start with a dollar sign. Somebody who calls an action by hand may send no form at all. */
function fieldsOf(form: unknown): Record<string, string> {
  if (!(form instanceof FormData)) return {}
  return Object.fromEntries(
    [...form.entries()].flatMap(([name, value]) =>
      typeof value === 'string' && !name.startsWith('$') ? [[name, value]] : [],
    ),
  )
}

export function fieldErrors(error: z.ZodError): Record<string, string> {
  return Object.fromEntries(error.issues.map(({ path, message }) => [String(path[0] ?? 'form'), message]).reverse())
}
