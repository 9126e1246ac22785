'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { UserRefused } from '@/lib/auth/rights'
import { createToken, revokeToken } from '@/lib/auth/tokens'
import { defineAction } from '@/lib/authz/action'
import { app } from '@/lib/db/app'
import { addDays, isDay } from '@/lib/filters/days'
import { rightsFields } from '../users/rights-field'

const PAGE = '/admin/tokens'

const newToken = z.object({
  name: z.string().trim().min(1, 'Enter a name, so that people know what it is for.').max(200, 'This is too long.'),
  ...rightsFields,
  /** The last day on which it works; empty: it has no end. */
  expires: z.string().refine((text) => text === '' || isDay(text), 'Enter a day like 2026-12-31, or leave it empty.'),
})

export const create = defineAction('token.create', newToken, async ({ name, role, teams, expires }, actor) => {
  try {
    const { token } = await createToken(app(), actor, {
      name,
      role,
      teams: teams.map(({ teamId }) => teamId),
      expiresAt: expires === '' ? null : new Date(addDays(expires, 1)),
    })
    revalidatePath(PAGE)
    return { ok: true, message: `The token “${name}” works from now on.`, once: token }
  } catch (error) {
    if (!(error instanceof UserRefused)) throw error
    return { ok: false, message: 'No token was made.', errors: { [error.field]: error.message } }
  }
})

export const revoke = defineAction('token.revoke', z.object({ token: z.uuid() }), async ({ token }, actor) => {
  await revokeToken(app(), actor, token)
  revalidatePath(PAGE)
  return { ok: true, message: 'Revoked.' }
})
