/** Role and teams as the forms send them. */
import { z } from 'zod'
import { roleName } from '@/lib/auth/users'
import { isDay } from '@/lib/filters/days'

const NOT_UNDERSTOOD = 'The teams were not understood. Load the page again.'

const day = z.string().refine(isDay, 'A day is missing or does not exist.').nullable()

const team = z.object({ teamId: z.int().min(-1e15).max(1e15), validFrom: day, validUntil: day })

const teams = z
  .string()
  .max(400_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue(NOT_UNDERSTOOD)
      return z.NEVER
    }
  })
  .pipe(z.array(team, NOT_UNDERSTOOD).max(3_000))

export const rightsFields = { role: roleName, teams }
