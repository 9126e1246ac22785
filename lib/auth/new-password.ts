/** The two fields with which somebody chooses a password, the same on every form. */
import { z } from 'zod'
import { checkPassword, PasswordRefused } from './password'

export const newPassword = {
  password: z.string().superRefine((password, context) => {
    try {
      checkPassword(password)
    } catch (error) {
      if (!(error instanceof PasswordRefused)) throw error
      context.addIssue(error.message)
    }
  }),
  again: z.string(),
}

export const isTypedTwice = ({ password, again }: { password: string; again: string }) => password === again

export const differs = { path: ['again'], message: 'The two passwords differ.' }
