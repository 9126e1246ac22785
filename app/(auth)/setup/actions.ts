'use server'

import { z } from 'zod'
import { differs, isTypedTwice, newPassword } from '@/lib/auth/new-password'
import { UserRefused } from '@/lib/auth/rights'
import { createFirstAdmin, emailAddress } from '@/lib/auth/users'
import { defineAction } from '@/lib/authz/action'
import { app } from '@/lib/db/app'

const firstAdmin = z
  .object({
    name: z.string().trim().min(1, 'Enter your name.').max(200, 'Names have at most 200 characters.'),
    email: emailAddress,
    ...newPassword,
  })
  .refine(isTypedTwice, differs)

export const createAdmin = defineAction('setup.create', firstAdmin, async (admin) => {
  try {
    await createFirstAdmin(app(), admin)
    return { ok: true, message: 'Your account is ready.' }
  } catch (error) {
    if (error instanceof UserRefused) return { ok: false, message: error.message }
    throw error
  }
})
