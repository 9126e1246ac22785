/** "academy.example.com" and "campus.example.com" read "academy" and "campus" beside each other: without the end they share. */
export function shortNames(names: readonly string[]): ReadonlyMap<string, string> {
  const parts = [...new Set(names)].map((name) => name.split('.'))
  const shortest = Math.min(...parts.map(({ length }) => length))
  const isShared = (count: number) => new Set(parts.map((part) => part.slice(-count).join('.'))).size === 1
  let shared = 0
  while (parts.length > 1 && shared < shortest - 1 && isShared(shared + 1)) shared++
  return new Map(parts.map((part) => [part.join('.'), part.slice(0, part.length - shared).join('.')]))
}
