'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { defineAction, type FormResult } from '@/lib/authz/action'
import { webPool } from '@/lib/db/pools'
import { formatCounted } from '@/lib/format/numbers'
import { linkAccounts, separateAccount, takeBack as takeBackDecision, type Decided } from '@/lib/identity/decide'
import { IdentityRefused, parseAccount } from '@/lib/identity/decision'

const account = z.string().transform((text, context) => {
  const parsed = parseAccount(text)
  if (parsed) return parsed
  context.addIssue({ code: 'custom', message: 'This names no account.' })
  return z.NEVER
})
const because = z.string().trim().min(10, 'Say in at least 10 characters why.').max(500)

export const link = defineAction('identity.link', z.object({ account, beside: account, because }), (input, actor) =>
  told(() => linkAccounts(webPool(), actor, [input.account, input.beside], input.because), 'They are one person now.'),
)

export const separate = defineAction('identity.separate', z.object({ account, because }), (input, actor) =>
  told(
    () => separateAccount(webPool(), actor, input.account, input.because),
    'The account is a person of its own now.',
  ),
)

export const takeBack = defineAction(
  'identity.take_back',
  z.object({ decision: z.coerce.number().int().positive(), because }),
  (input, actor) =>
    told(() => takeBackDecision(webPool(), actor, input.decision, input.because), 'The decision no longer holds.'),
)

async function told(decide: () => Promise<Decided>, done: string): Promise<FormResult> {
  try {
    const { moved } = await decide()
    // Whatever page is open: people, teams and every number that counts them.
    revalidatePath('/', 'layout')
    const accounts = formatCounted(moved, 'account belongs', 'accounts belong')
    return {
      ok: true,
      message: moved === 0 ? `${done} No account changed hands.` : `${done} ${accounts} to another person.`,
    }
  } catch (error) {
    if (error instanceof IdentityRefused) return { ok: false, message: error.message }
    throw error
  }
}
