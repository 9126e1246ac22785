interface NamedTeam {
  readonly id: number
  readonly name: string
  readonly deleted: boolean
}

/** Teams may share a name; then each carries its number. Deleted ones stay in history and say so. */
export function teamLabels(teams: readonly NamedTeam[]): ReadonlyMap<number, string> {
  const times = new Map<string, number>()
  for (const { name } of teams) times.set(name, (times.get(name) ?? 0) + 1)
  return new Map(
    teams.map(({ id, name, deleted }) => [
      id,
      `${name}${(times.get(name) ?? 0) > 1 ? ` ${id}` : ''}${deleted ? ' (deleted)' : ''}`,
    ]),
  )
}
