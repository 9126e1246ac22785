/** Random questions to small tables, each as an address and as the plain SQL that somebody would write by hand for it. */
import fc from 'fast-check'
import pg from 'pg'
import { findTable } from '@/lib/catalogue/catalogue'
import type { Column, Kind } from '@/lib/catalogue/types'

export interface State {
  readonly table: string
  /** Parameters of the address, without a cursor. */
  readonly search: string
  readonly limit: number
  /** Select list, conditions and order by hand. */
  readonly sql: string
}

interface Part {
  readonly text: string
  readonly sql: string
}

/** What breaks naive quoting of addresses, of patterns and of SQL; the fixtures hold some of it. */
export const NASTY = [
  'a',
  'A',
  'é',
  'É',
  '%',
  '_',
  'a,b',
  'a\\b',
  'a|b',
  "'",
  `"; drop table x --`,
  '$1',
  '=1+1',
  'a:b',
  '{x}',
]
const WORDS = ['anna', 'ann', 'smith', 'élan', 'É', 'a', '2', 'x_y', 'zz', 'SMITH']

const samples: Readonly<Record<Kind, readonly string[]>> = {
  text: NASTY,
  integer: ['0', '1', '2', '-3'],
  bigint: ['0', '1', '2', '3', '20260102', '-3'],
  numeric: ['0', '0.5', '1', '-2.25'],
  boolean: ['true', 'false'],
  date: ['2026-01-02', '2026-01-03'],
  timestamp: ['2026-01-01 00:00:00', '2026-01-01 00:00:00.000001', '2026-02-01 12:00:00'],
}

export const TABLES = {
  'datacamp.assessment_fact': { number: 'time_spent', tie: ['row_id'], searched: ['score_group'], key: null },
  'datacamp.user_dim': {
    number: 'user_id',
    tie: ['user_id'],
    searched: ['first_name', 'last_name', 'email', 'slug'],
    key: 'user_id',
  },
  'datacamp.track_content_dim': {
    number: 'xp',
    tie: ['track_version_id', 'content_id'],
    searched: ['content_type', 'content_title'],
    key: null,
  },
  'skilljar.student': {
    number: 'student_id',
    tie: ['student_id'],
    searched: ['first_name', 'last_name', 'email'],
    key: 'student_id',
  },
} as const

const literal = pg.escapeLiteral
const name = pg.escapeIdentifier
const types: Partial<Record<Kind, string>> = { timestamp: 'timestamp without time zone' }
const value = (kind: Kind, text: string) => `${literal(text)}::${types[kind] ?? kind}`

function filterOn({ name: column, kind }: Column): fc.Arbitrary<Part> {
  const at = name(column)
  const one = fc.constantFrom(...samples[kind])
  const compared = (operator: string, sign: string) =>
    one.map((text) => ({ text: `${column}:${operator}:${text}`, sql: `${at} ${sign} ${value(kind, text)}` }))
  const always = [
    compared('eq', '='),
    compared('ne', '<>'),
    fc.array(one, { minLength: 1, maxLength: 3 }).map((texts) => ({
      text: `${column}:in:${texts.map((text) => text.replace(/[\\,]/g, '\\$&')).join(',')}`,
      sql: `(${texts.map((text) => `${at} = ${value(kind, text)}`).join(' or ')})`,
    })),
    fc.constant({ text: `${column}:is_null`, sql: `${at} is null` }),
    fc.constant({ text: `${column}:not_null`, sql: `${at} is not null` }),
  ]
  if (kind === 'boolean') return fc.oneof(...always)
  const ordered = [compared('lt', '<'), compared('lte', '<='), compared('gt', '>'), compared('gte', '>=')]
  if (kind !== 'text') return fc.oneof(...always, ...ordered)
  const found = one.map((text) => ({
    text: `${column}:contains:${text}`,
    sql: `strpos(lower(${at}), lower(${literal(text)})) > 0`,
  }))
  const begun = one.map((text) => ({
    text: `${column}:starts:${text}`,
    sql: `starts_with(lower(${at}), lower(${literal(text)}))`,
  }))
  return fc.oneof(...always, ...ordered, found, begun)
}

/** Words begin words of the text; or the whole is the key. */
function searchOf(columns: readonly string[], key: Column | null): fc.Arbitrary<Part> {
  const words = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 2 })
  return fc.tuple(words, fc.constantFrom(' ', '-', '@', ' %')).map(([asked, between]) => {
    const begins = asked.map(
      (word) => `exists (select from unnest(array[${columns.map(name).join(', ')}]) as text,
        regexp_split_to_table(lower(text), '\\W+') as word where starts_with(word, lower(${literal(word)})))`,
    )
    const typed = asked.join(between)
    const isKey =
      key && (key.kind === 'text' || /^\d+$/.test(typed)) ? `${name(key.name)} = ${value(key.kind, typed)}` : 'false'
    return { text: typed, sql: `((${begins.join(' and ')}) or ${isKey})` }
  })
}

export const states: fc.Arbitrary<State> = fc
  .constantFrom(...(Object.keys(TABLES) as (keyof typeof TABLES)[]))
  .chain((table) => {
    const { tie, searched, key } = TABLES[table]
    const { columns } = findTable(table)!
    const filter = fc.constantFrom(...columns).chain(filterOn)
    const search = searchOf(searched, columns.find((column) => column.name === key) ?? null)
    const sortKey = fc.record({ column: fc.constantFrom(...columns), direction: fc.constantFrom('asc', 'desc') })
    return fc
      .record({
        filters: fc.array(filter, { maxLength: 2 }),
        any: fc.array(fc.array(filter, { minLength: 1, maxLength: 3 }), { maxLength: 2 }),
        q: fc.option(search, { freq: 3 }),
        sort: fc.uniqueArray(sortKey, { maxLength: 3, selector: ({ column }) => column.name }),
        shown: fc.subarray([...columns], { minLength: 1 }),
        limit: fc.integer({ min: 1, max: 9 }),
      })
      .map(({ filters, any, q, sort, shown, limit }) => {
        const address = new URLSearchParams({
          columns: shown.map((column) => column.name).join(','),
          limit: String(limit),
        })
        for (const { text } of filters) address.append('filter', text)
        for (const group of any) {
          address.append('any', group.map(({ text }) => text.replace(/[\\|]/g, '\\$&')).join('|'))
        }
        if (q) address.set('q', q.text)
        address.set('sort', sort.map(({ column, direction }) => `${column.name}:${direction}`).join(','))
        const conditions = [
          ...filters.map((part) => part.sql),
          ...any.map((group) => `(${group.map((part) => part.sql).join(' or ')})`),
          ...(q ? [q.sql] : []),
        ]
        const ties = tie.filter((own) => !sort.some(({ column }) => column.name === own))
        const last = sort.at(-1)?.direction ?? 'asc'
        const order = [
          ...sort.map(({ column, direction }) => `${name(column.name)} ${direction}`),
          ...ties.map((own) => `${name(own)} ${last}`),
        ].map((term) => `${term} nulls last`)
        return {
          table,
          search: address.toString(),
          limit,
          sql: `select ${shown.map((column) => name(column.name)).join(', ')} from ${table}
            where ${conditions.join(' and ') || 'true'} order by ${order.join(', ')}`,
        }
      })
  })

/** Few values, many nulls and repetitions: every kind of tie, and what breaks quoting. */
export async function fillStates(pool: pg.Pool): Promise<void> {
  const texts = [...NASTY, 'Anna Smith', 'smith-anna@x.org', 'élan vital', 'x_y (ANN)', '']
  const pick = (step: number) => `nullif(($1::text[])[1 + n * ${step} % ${texts.length}], '')`
  await pool.query(
    `insert into datacamp.assessment_fact (user_id, assessment_id, date_id, started_at, score, score_group, time_spent, row_hash)
     select nullif(n * 7 % 5, 0), n * 11 % 3, nullif(20260100 + n * 13 % 4, 20260101),
       case when n % 4 > 0 then timestamp '2026-01-01' + n % 3 * interval '0.000001 s' end, nullif(n % 3, 1) / 2.0,
       ${pick(3)}, n, md5(n::text)::uuid
     from generate_series(1, 40) as n`,
    [texts],
  )
  await pool.query(
    `insert into datacamp.user_dim (user_id, first_name, last_name, email, slug)
     select n, ${pick(1)}, ${pick(7)}, ${pick(3)}, ${pick(11)} from generate_series(1, 30) as n`,
    [texts],
  )
  await pool.query(
    `insert into datacamp.track_content_dim (track_version_id, content_id, position, xp, content_title, content_type)
     select n % 4, 'course_' || n, nullif(n % 3, 0), n, ${pick(3)}, ${pick(7)} from generate_series(1, 25) as n`,
    [texts],
  )
  await pool.query(
    `insert into skilljar.student (student_id, first_name, last_name, email)
     select 's' || n, ${pick(3)}, ${pick(1)}, ${pick(7)} from generate_series(1, 30) as n`,
    [texts],
  )
}
