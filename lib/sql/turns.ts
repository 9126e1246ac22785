/** How many statements one person runs at once; each web process counts its own. */

const MOST_AT_ONCE = 2

const running = new Map<string, number>()

/** Two of this person are running already. */
export class TurnTaken extends Error {
  override name = 'TurnTaken'

  constructor() {
    super('Two statements of yours are running. Wait for one, or cancel it.')
  }
}

export async function inTurn<T>(person: string, work: () => Promise<T>): Promise<T> {
  const before = running.get(person) ?? 0
  if (before >= MOST_AT_ONCE) throw new TurnTaken()
  running.set(person, before + 1)
  try {
    return await work()
  } finally {
    const after = (running.get(person) ?? 1) - 1
    if (after > 0) running.set(person, after)
    else running.delete(person)
  }
}
