'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { defineAction } from '@/lib/authz/action'
import { app } from '@/lib/db/app'
import { isDay } from '@/lib/filters/days'
import { formatDay } from '@/lib/format/dates'
import { formatCounted } from '@/lib/format/numbers'
import { addSeats, removeSeats, SeatsTaken } from '@/lib/seats/manage-seats'

const PAGE = '/admin/settings'
const MOST_SEATS = 10_000_000

const entered = z.object({
  seats: z
    .string('This is missing.')
    .trim()
    .regex(/^\d{1,9}$/, 'Enter a whole number of 0 or more, without separators.')
    .transform(Number)
    .refine((seats) => seats <= MOST_SEATS, `Enter at most ${MOST_SEATS} seats.`),
  validFrom: z.string('This is missing.').refine(isDay, 'Enter a day.'),
})

export const addSeatsAction = defineAction('seats.add', entered, async ({ seats, validFrom }, actor) => {
  try {
    await addSeats(app(), actor, { seats, validFrom })
    revalidatePath(PAGE)
    return { ok: true, message: `Added: ${formatCounted(seats, 'seat', 'seats')} from ${formatDay(validFrom)}.` }
  } catch (error) {
    if (!(error instanceof SeatsTaken)) throw error
    return { ok: false, message: 'Nothing was added.', errors: { validFrom: error.message } }
  }
})

export const removeSeatsAction = defineAction(
  'seats.remove',
  z.object({ entry: z.uuid() }),
  async ({ entry }, actor) => {
    await removeSeats(app(), actor, entry)
    revalidatePath(PAGE)
    return { ok: true, message: 'Removed.' }
  },
)
