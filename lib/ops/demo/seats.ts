/** Seats for the demo: fewer than people at first, more since the contract was extended. */
import { app } from '@/lib/db/app'
import { addDays, addMonths, dayOf } from '@/lib/filters/days'
import { addSeats, listSeats } from '@/lib/seats/manage-seats'
import type { DemoState } from './home'

export async function ensureSeats({ size: { people, months } }: DemoState): Promise<void> {
  if ((await listSeats(app())).length > 0) return
  const today = dayOf(new Date())
  const begin = addMonths(today, -months)
  await addSeats(app(), 'system', { seats: Math.ceil(people * 0.7), validFrom: begin })
  const extended = addDays(today, -120)
  if (extended > begin) await addSeats(app(), 'system', { seats: Math.ceil(people * 0.9), validFrom: extended })
}
