/** The seats that the organisation has with DataCamp, from a day on until the next entry: entered and taken back by administrators. */
import { Prisma } from '@/generated/prisma/client'
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import type { App } from '@/lib/db/app'
import { dayOf } from '@/lib/filters/days'

export interface SeatEntry {
  readonly id: string
  readonly seats: number
  /** ISO day. */
  readonly validFrom: string
}

/** There is an entry from this day on. */
export class SeatsTaken extends Error {
  override name = 'SeatsTaken'
}

type Who = Actor | 'system'

/** The newest first. */
export async function listSeats(app: App): Promise<readonly SeatEntry[]> {
  const entries = await app.seat.findMany({ orderBy: { validFrom: 'desc' } })
  return entries.map(({ id, seats, validFrom }) => ({ id, seats, validFrom: dayOf(validFrom) }))
}

export async function addSeats(
  app: App,
  actor: Who,
  { seats, validFrom }: { seats: number; validFrom: string },
): Promise<void> {
  try {
    await app.$transaction(async (tx) => {
      const { id } = await tx.seat.create({ data: { seats, validFrom: new Date(`${validFrom}T00:00:00Z`) } })
      await record(tx, { actor, action: 'seats.add', subject: id, detail: { seats, validFrom } })
    })
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) throw error
    throw new SeatsTaken('There is a number of seats from this day on. Remove it first, or choose another day.')
  }
}

/** What somebody removed already stays removed. */
export async function removeSeats(app: App, actor: Who, id: string): Promise<void> {
  await app.$transaction(async (tx) => {
    const found = await tx.seat.findUnique({ where: { id } })
    const { count } = await tx.seat.deleteMany({ where: { id } })
    if (!found || count === 0) return
    const detail = { seats: found.seats, validFrom: dayOf(found.validFrom) }
    await record(tx, { actor, action: 'seats.remove', subject: id, detail })
  })
}
