/** The detail of an entry in a line: what changed from what to what, or its fields one by one. */
type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Names of teams, by number. */
export type TeamNames = ReadonlyMap<number, string>

const noNames: TeamNames = new Map()

export function detailInWords(detail: Fields): string {
  const { before, after, ...rest } = detail
  if (!isFields(before) || !isFields(after)) return inWords(detail)
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changes = names
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => `${name}: ${valueInWords(before[name])} → ${valueInWords(after[name])}`)
  return [...changes, inWords(rest)].filter((part) => part !== '').join(', ')
}

function inWords(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${valueInWords(value)}`)
    .join(', ')
}

export function valueInWords(value: unknown, teams: TeamNames = noNames): string {
  if (value === null || value === undefined) return 'none'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((one) => valueInWords(one, teams)).join('; ')
  if (isFields(value)) return typeof value['team'] === 'number' ? teamInWords(value, teams) : `{${inWords(value)}}`
  return typeof value === 'string' ? decoded(value) : String(value)
}

function teamInWords({ team, from, until }: Fields, teams: TeamNames): string {
  const days = [...(from ? [`from ${valueInWords(from)}`] : []), ...(until ? [`until ${valueInWords(until)}`] : [])]
  const name = teams.get(Number(team)) ?? `team ${Number(team)}`
  return days.length === 0 ? name : `${name} (${days.join(' ')})`
}

/** Filters are kept as their address. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
