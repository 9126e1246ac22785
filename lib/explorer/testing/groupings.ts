/** Random groupings of assessment facts, and each of their parts as somebody would write it by hand. */
import fc from 'fast-check'
import { findTable } from '@/lib/catalogue/catalogue'
import { calculationsOf, unitsOf } from '../group-parts'

const { columns } = findTable('datacamp.assessment_fact')!

/** What somebody would write by hand for each part of the address. */
export function byHand(name: string, unit: string | null): string {
  if (unit === null) return `"${name}"`
  const day = `case when "${name}" <> 20251399 then to_date("${name}"::text, 'YYYYMMDD') end`
  const moment = name === 'date_id' ? day : `"${name}"`
  const starts: Record<string, string> = {
    day: `(${moment})::date`,
    week: `(${moment})::date - (extract(isodow from ${moment})::int - 1)`,
    month: `make_date(extract(year from ${moment})::int, extract(month from ${moment})::int, 1)`,
    quarter: `make_date(extract(year from ${moment})::int, extract(quarter from ${moment})::int * 3 - 2, 1)`,
    year: `make_date(extract(year from ${moment})::int, 1, 1)`,
  }
  return starts[unit]!
}

export const functions: Record<string, (column: string) => string> = {
  count: () => 'count(*)',
  distinct: (column) => `count(distinct "${column}")`,
  sum: (column) => `sum("${column}")`,
  min: (column) => `min("${column}")`,
  max: (column) => `max("${column}")`,
  avg: (column) => `avg("${column}")`,
}

const filters = fc.constantFrom<[string, string]>(
  ['', 'true'],
  ['&filter=score:gte:0.5', 'score >= 0.5'],
  ['&any=user_id:eq:2|user_id:is_null', '(user_id = 2 or user_id is null)'],
  ['&filter=user_id:eq:99', 'false'],
)
const dimension = fc
  .constantFrom(...columns)
  .chain((column) => fc.record({ name: fc.constant(column.name), unit: fc.constantFrom(null, ...unitsOf(column)) }))
const measure = fc.oneof(
  fc.constant({ word: 'count', name: '' }),
  fc
    .constantFrom(...columns)
    .chain((column) => fc.record({ word: fc.constantFrom(...calculationsOf(column)), name: fc.constant(column.name) })),
)
export const groupKey = ({ name, unit }: { name: string; unit: string | null }) =>
  unit === null ? name : `${name}:${unit}`
export const measureKey = ({ word, name }: { word: string; name: string }) => (name === '' ? word : `${word}:${name}`)
export const groupings = fc
  .record({
    dimensions: fc.uniqueArray(dimension, { minLength: 1, maxLength: 3, selector: groupKey }),
    measures: fc.uniqueArray(measure, { minLength: 1, maxLength: 3, selector: measureKey }),
    filter: filters,
  })
  .chain((asked) => {
    const names = [...asked.dimensions.map(groupKey), ...asked.measures.map(measureKey)]
    const key = fc.record({ name: fc.constantFrom(...names), direction: fc.constantFrom('asc', 'desc') })
    return fc.record({
      asked: fc.constant(asked),
      sort: fc.uniqueArray(key, { minLength: 1, maxLength: 3, selector: ({ name }) => name }),
    })
  })
