/** What part of the data an actor's questions may reach. Only this module makes one, so a query without a scope does not compile. */
import { env } from '@/lib/env'
import type { Actor } from './actor'
import { may } from './permissions'

declare const made: unique symbol

export interface Scope {
  readonly [made]: true
  /** Whom the database's own fence holds the questions to: "user:<id>", "token:<id>" or "system". */
  readonly reader: string
  /** Everybody, or the members of these teams only. */
  readonly people: 'all' | { readonly teams: readonly number[] }
  /** May see rows about single learners. */
  readonly learnerRows: boolean
  /** Numbers that fewer people stand behind are suppressed. */
  readonly minimumCell: number
}

/** A viewer sees aggregates of at least this many people. */
const SMALLEST_CELL = 5

export function scopeOf(actor: Actor): Scope {
  const learnerRows = may(actor, 'people.read')
  return scope({
    reader: readerOf(actor),
    people: actor.role === 'manager' && applicationFence ? { teams: actor.teams } : 'all',
    learnerRows,
    minimumCell: learnerRows ? 1 : SMALLEST_CELL,
  })
}

/** Nothing is hidden from them: no answer to somebody else tells them anything new. */
export function seesEverything(actor: Actor): boolean {
  const { people, minimumCell } = scopeOf(actor)
  return people === 'all' && minimumCell === 1
}

/** For what leaves the building in somebody's name, to no person of ours: as far as they see, and as coarse as a viewer's. */
export function aggregateScopeOf(actor: Actor): Scope {
  return scope({ ...scopeOf(actor), learnerRows: false, minimumCell: SMALLEST_CELL })
}

/** The actor's name to the database, which finds role and teams by it on its own. */
export function readerOf({ kind, id }: Pick<Actor, 'kind' | 'id'>): string {
  return `${kind}:${id}`
}

/** Of the product's own work, that nobody asked for: warming what everybody will see. */
export const ownScope: Scope = scope({ reader: 'system', people: 'all', learnerRows: true, minimumCell: 1 })

/** Those under which many people ask the same: whoever sees everybody, and viewers. */
export const ownScopes: readonly [Scope, ...Scope[]] = [
  ownScope,
  scope({ reader: 'system', people: 'all', learnerRows: false, minimumCell: SMALLEST_CELL }),
]

/** Safe: these are the only places where a scope is made, and an actor was just read from the database. */
function scope(plain: Omit<Scope, typeof made>): Scope {
  return plain as Scope
}

let applicationFence = true

/** For the test that proves the database's fence alone: managers' questions go out as if they might ask for everybody. */
export async function withoutApplicationFence<T>(work: () => Promise<T>): Promise<T> {
  if (env.NODE_ENV === 'production') throw new Error('A server in production does not take its fence down.')
  applicationFence = false
  try {
    return await work()
  } finally {
    applicationFence = true
  }
}
