/** Statements kept under a name: everybody's own, and what colleagues share. Whoever runs one does so with the own rights. */
import { z } from 'zod'
import { Prisma } from '@/generated/prisma/client'
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import type { App } from '@/lib/db/app'

/** How an answer is drawn: by the names of its columns. */
export const chartChoice = z.object({
  type: z.enum(['bars', 'lines']),
  x: z.string().max(200),
  y: z.string().max(200),
  series: z.string().max(200).nullable().default(null),
})
export type ChartChoice = z.output<typeof chartChoice>

export interface KeptQuery {
  readonly id: string
  readonly name: string
  readonly about: string
  readonly statement: string
  readonly chart: ChartChoice | null
  readonly shared: boolean
  readonly mine: boolean
  readonly owner: string
}

export interface QueryToKeep {
  /** The own one that is changed; absent: a new one. */
  readonly id?: string | undefined
  readonly name: string
  readonly about: string
  readonly statement: string
  readonly chart: ChartChoice | null
  readonly shared: boolean
}

/** Another of the own has this name. */
export class NameTaken extends Error {
  override name = 'NameTaken'
}

export async function visibleQueries(db: App, actor: Actor): Promise<readonly KeptQuery[]> {
  const rows = await db.savedQuery.findMany({
    where: { OR: [{ ownerId: actor.id }, { shared: true }] },
    include: { owner: { select: { name: true, email: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ id, name, about, statement, chart, shared, ownerId, owner }) => ({
    id,
    name,
    about,
    statement,
    // What a later version cannot read is shown as a table.
    chart: chartChoice.nullable().safeParse(chart).data ?? null,
    shared,
    mine: ownerId === actor.id,
    owner: owner.name || owner.email,
  }))
}

/** Null: there is none of this person with that id, or it is gone. */
export async function keepQuery(db: App, actor: Actor, { id, ...kept }: QueryToKeep): Promise<string | null> {
  const data = { ...kept, chart: kept.chart ?? Prisma.DbNull }
  try {
    return await db.$transaction(async (tx) => {
      if (id !== undefined) {
        const { count } = await tx.savedQuery.updateMany({ where: { id, ownerId: actor.id }, data })
        if (count === 0) return null
      }
      const saved = id ?? (await tx.savedQuery.create({ data: { ...data, ownerId: actor.id } })).id
      const { name, shared, statement } = kept
      await record(tx, { actor, action: 'query.save', subject: saved, detail: { name, shared, statement } })
      return saved
    })
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      throw new NameTaken('You have another query of this name.')
    throw error
  }
}

export async function removeQuery(db: App, actor: Actor, id: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.savedQuery.deleteMany({ where: { id, ownerId: actor.id } })
    if (count > 0) await record(tx, { actor, action: 'query.remove', subject: id })
    return count > 0
  })
}
