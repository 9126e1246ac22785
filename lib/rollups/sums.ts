/** The rollups of sums: what each is keyed by, and how it follows from the sums per set of teams and day, week or month. */
import type { Mart } from '@/lib/marts/replace-rows'
import { amounts, counts } from './measures'

/** Its Monday. */
export const weekOf = (day: string) => `(${day} - (${day} - date '1900-01-01') % 7)`

/** Temporary tables, each made from the one before it: per signature and day, week (both by category) or four weeks. */
export const parts = {
  sum_day: { key: { day: 'part.day', signature_id: 'part.signature_id', category_id: 'part.category_id' } },
  sum_week: {
    from: 'sum_day',
    key: {
      week: weekOf('part.day'),
      signature_id: 'part.signature_id',
      category_id: 'part.category_id',
    },
  },
  sum_month: {
    from: 'sum_week',
    key: { month: `part.week - (part.week - date '1900-01-01') % 28`, signature_id: 'part.signature_id' },
  },
} as const satisfies Readonly<Record<string, { from?: string; key: Readonly<Record<string, string>> }>>

export interface SumRollup extends Mart {
  readonly part: keyof typeof parts
  /** The key's values, in its order, over `part`, `team` (the signature's teams) and `category`. */
  readonly keyFrom: readonly string[]
  readonly sums: readonly string[]
  /** A further temporary table of the rollup's key and counts that do not follow from the part. */
  readonly beside?: { readonly table: string; readonly counts: readonly string[] }
}

function rollup(
  name: string,
  part: SumRollup['part'],
  key: Readonly<Record<string, string>>,
  counted: readonly string[] = counts,
): SumRollup {
  const [keys, keyFrom] = [Object.keys(key), Object.values(key)]
  const values = [...amounts.flatMap((amount) => [amount, `${amount}_rest`]), ...counted]
  return { table: `mart.${name}`, part, key: keys, keyFrom, values, sums: [...amounts, ...counted] }
}

const team_id = 'team.team_id'

export const sumRollups: readonly SumRollup[] = [
  rollup('signature_day', 'sum_day', parts.sum_day.key),
  rollup('org_day', 'sum_day', {
    day: 'part.day',
    source: 'category.source',
    content_type: 'category.content_type',
    technology: 'category.technology',
  }),
  rollup('signature_week', 'sum_week', { ...parts.sum_week.key, week: 'part.week' }),
  // As narrow as can be: it is read as a whole. What it lacks, signature_week has.
  {
    ...rollup('team_week', 'sum_week', { team_id, week: 'part.week', technology: 'category.technology' }, [
      'activity_rows',
      'learners',
    ]),
    beside: { table: 'learner_part', counts: ['learners'] },
  },
  rollup('signature_month', 'sum_month', { ...parts.sum_month.key, month: 'part.month' }),
  rollup('team_month', 'sum_month', { month: 'part.month', team_id }),
]

/** The indexes of these are worth building after the rows. */
export const largeRollups: readonly string[] = ['mart.signature_day', 'mart.signature_week', 'mart.team_week']

const isAmount = (name: string) => amounts.some((amount) => amount === name)
const sumOf = (name: string, rows: string) => `sum(${rows}.${name})${isAmount(name) ? '' : '::bigint'} as ${name}`
const notNothing = (sums: readonly string[], rows: string) =>
  sums.map((name) => `sum(${rows}.${name}) <> 0`).join(' or ')

/** Sums of a part in another grain; groups that come to nothing are left out. */
function grouped(part: string, key: readonly string[], keyFrom: readonly string[], sums: readonly string[]): string {
  const reads = (alias: string) => keyFrom.some((from) => from.startsWith(`${alias}.`))
  return `
    select ${keyFrom.map((from, index) => `${from} as ${key[index]}`).join(', ')},
      ${sums.map((name) => sumOf(name, 'part')).join(', ')}
    from pg_temp.${part} part
    ${reads('team') ? 'join mart.signature_team team on team.signature_id = part.signature_id' : ''}
    ${reads('category') ? 'join mart.category category on category.category_id = part.category_id' : ''}
    group by ${keyFrom.join(', ')}
    having ${notNothing(sums, 'part')}`
}

export const partFrom = (from: string, key: Readonly<Record<string, string>>) =>
  grouped(from, Object.keys(key), Object.values(key), [...amounts, ...counts])

/** Some rollups are a part as it is, and some have counts from beside it. */
export function sumsOf({ part, key, keyFrom, sums, beside }: SumRollup): string {
  const isPart = Object.keys(parts[part].key).length === key.length && keyFrom.every((from) => from.startsWith('part.'))
  if (isPart) return `table pg_temp.${part}`
  if (beside === undefined) return grouped(part, key, keyFrom, sums)
  const own = sums.filter((name) => !beside.counts.includes(name))
  const columns = (named: readonly string[]) => sums.map((name) => (named.includes(name) ? name : `0 as ${name}`))
  return `
    select ${key.join(', ')}, ${sums.map((name) => sumOf(name, 'sides')).join(', ')}
    from (
      select ${[...key, ...columns(own)].join(', ')} from (${grouped(part, key, keyFrom, own)}) of_part
      union all
      select ${[...key, ...columns(beside.counts)].join(', ')} from pg_temp.${beside.table}
    ) as sides
    group by ${key.join(', ')}
    having ${notNothing(sums, 'sides')}`
}
