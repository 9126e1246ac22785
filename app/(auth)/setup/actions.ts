'use server'

import { z } from 'zod'
import { checkPassword, PasswordRefused } from '@/lib/auth/password'
import { createFirstAdmin, emailAddress, UserRefused } from '@/lib/auth/users'
import { defineAction } from '@/lib/authz/action'
import { app } from '@/lib/db/app'

const firstAdmin = z
  .object({
    name: z.string().trim().min(1, 'Enter your name.').max(200, 'Names have at most 200 characters.'),
    email: emailAddress,
    password: z.string().superRefine((password, context) => {
      try {
        checkPassword(password)
      } catch (error) {
        if (!(error instanceof PasswordRefused)) throw error
        context.addIssue(error.message)
      }
    }),
    again: z.string(),
  })
  .refine(({ password, again }) => password === again, { path: ['again'], message: 'The two passwords differ.' })

export const createAdmin = defineAction('setup.create', firstAdmin, async (admin) => {
  try {
    await createFirstAdmin(app(), admin)
    return { ok: true, message: 'Your account is ready.' }
  } catch (error) {
    if (error instanceof UserRefused) return { ok: false, message: error.message }
    throw error
  }
})
