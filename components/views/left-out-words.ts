/** What was left out of a view, for people. */
import type { LeftOut } from '@/lib/views/what-holds'

const nouns: Readonly<Record<string, string>> = {
  sort: 'order by',
  columns: 'column',
  pins: 'pinned column',
  facets: 'column to count by',
  widths: 'column width',
  filter: 'filter',
  any: 'filter',
  q: 'search for',
  search: 'search for',
  period: 'period',
  path: 'page',
}

/** "column “xp”", "team “12”, “13”" */
export function leftOutInWords({ param, values }: LeftOut): string {
  return `${nouns[param] ?? param.replaceAll('_', ' ')} ${values.map((value) => `“${value}”`).join(', ')}`
}
