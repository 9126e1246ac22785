'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { inviteUser, renewLink } from '@/lib/auth/account-links'
import { changeRights, disableUser, enableUser, endSessions } from '@/lib/auth/manage-users'
import { UserRefused } from '@/lib/auth/rights'
import { countTokensMadeBy } from '@/lib/auth/token-list'
import { emailAddress } from '@/lib/auth/users'
import { defineAction, type FormResult } from '@/lib/authz/action'
import { app } from '@/lib/db/app'
import { warehouse } from '@/lib/db/warehouse'
import { formatCounted } from '@/lib/format/numbers'
import { handOut } from './link-mail'
import { rightsFields } from './rights-field'

const oneUser = z.object({ user: z.uuid() })
const named = z.object({
  name: z.string().trim().min(1, 'Enter a name.').max(200, 'Names have at most 200 characters.'),
  email: emailAddress,
  ...rightsFields,
})

/** What people can put right is an answer; anything else is an error. */
async function answered(deed: () => Promise<FormResult>): Promise<FormResult> {
  try {
    const result = await deed()
    revalidatePath('/admin/users', 'layout')
    return result
  } catch (error) {
    if (!(error instanceof UserRefused)) throw error
    const { field, message } = error
    return field === 'form'
      ? { ok: false, message }
      : { ok: false, message: 'Nothing was changed.', errors: { [field]: message } }
  }
}

export const invite = defineAction('user.invite', named, (person, actor) =>
  answered(async () => handOut(await inviteUser(app(), actor, person))),
)

export const makeLink = defineAction('link.create', oneUser, ({ user }, actor) =>
  answered(async () => handOut(await renewLink(app(), actor, user))),
)

export const change = defineAction('user.change', oneUser.extend(rightsFields), ({ user, role, teams }, actor) =>
  answered(async () => {
    const changed = await changeRights(app(), actor, user, { role, teams })
    return { ok: true, message: changed ? 'Saved. It holds from the next request on.' : 'It is like that already.' }
  }),
)

export const disable = defineAction('user.disable', oneUser, ({ user }, actor) =>
  answered(async () => {
    await disableUser(app(), actor, user)
    const tokens = await countTokensMadeBy(warehouse(), user)
    const made = formatCounted(tokens, 'token', 'tokens')
    const left = tokens === 0 ? '' : ` Still working: ${made} that this person made; see API tokens.`
    return { ok: true, message: `Disabled, and signed out everywhere.${left}` }
  }),
)

export const enable = defineAction('user.enable', oneUser, ({ user }, actor) =>
  answered(async () => {
    await enableUser(app(), actor, user)
    return { ok: true, message: 'Enabled.' }
  }),
)

export const signOutEverywhere = defineAction('user.sessions.end', oneUser, ({ user }, actor) =>
  answered(async () => {
    await endSessions(app(), actor, user)
    return { ok: true, message: 'Signed out everywhere.' }
  }),
)
