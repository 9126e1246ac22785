'use server'

import { headers } from 'next/headers'
import { z } from 'zod'
import { choosePassword, findLink } from '@/lib/auth/account-links'
import { networkAddress } from '@/lib/auth/network-address'
import { differs, isTypedTwice, newPassword } from '@/lib/auth/new-password'
import { countTry, RateLimited, takeBackTry } from '@/lib/auth/rate-limit'
import { defineAction, type FormResult } from '@/lib/authz/action'
import { app } from '@/lib/db/app'

/** The same for every link that does not work, whatever the reason. */
const dead: FormResult = {
  ok: false,
  message:
    'This link does not work. It may have been used or replaced, or be too old. Ask your administrator for a new one.',
}

const secret = z.string().max(200)

async function limited(deed: () => Promise<FormResult>): Promise<FormResult> {
  try {
    const network = networkAddress((await headers()).get('x-forwarded-for'))
    await countTry('link.address', network)
    const result = await deed()
    // Many people may share one address of the network; only links that do not work count.
    if (result.ok) await takeBackTry('link.address', network)
    return result
  } catch (error) {
    if (error instanceof RateLimited) return { ok: false, message: error.message }
    throw error
  }
}

/** Asked when the page opens, so that nobody thinks of a password for a link that does not work. */
export const open = defineAction('link.open', z.object({ secret }), ({ secret }) =>
  limited(async () => {
    const account = await findLink(app(), secret)
    return account ? { ok: true, account } : dead
  }),
)

export const choose = defineAction(
  'link.use',
  z.object({ secret, ...newPassword }).refine(isTypedTwice, differs),
  ({ secret, password }) =>
    limited(async () =>
      (await choosePassword(app(), { secret, password })) ? { ok: true, message: 'Your password is set.' } : dead,
    ),
)
