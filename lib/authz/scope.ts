/** What part of the data an actor's questions may reach. Only scopeOf makes one, so a query without a scope does not compile. */
import type { Actor } from './actor'
import { may } from './permissions'

declare const made: unique symbol

export interface Scope {
  readonly [made]: true
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
  const plain: Omit<Scope, typeof made> = {
    people: actor.role === 'manager' ? { teams: actor.teams } : 'all',
    learnerRows,
    minimumCell: learnerRows ? 1 : SMALLEST_CELL,
  }
  // Safe: this is the one place where a scope is made, from an actor that was just read from the database.
  return plain as Scope
}
