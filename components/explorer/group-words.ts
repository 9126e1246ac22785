/** Parts of a grouping in words: "started_at by month", "sum of xp". */
const calculations: Readonly<Record<string, string>> = {
  distinct: 'distinct',
  sum: 'sum of',
  min: 'smallest',
  max: 'largest',
  avg: 'mean',
}

export const calculationNames: Readonly<Record<string, string>> = {
  distinct: 'Number of different',
  sum: 'Sum of',
  min: 'Smallest',
  max: 'Largest',
  avg: 'Mean of',
}

export function dimensionWords(key: string): string {
  const [name = '', unit] = key.split(':')
  return unit === undefined ? name : `${name} by ${unit}`
}

export function measureWords(key: string): string {
  const [calculation = '', name] = key.split(':')
  return name === undefined ? 'rows' : `${calculations[calculation] ?? calculation} ${name}`
}
