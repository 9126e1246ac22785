import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { emptyDatabase, type EmptyDatabase } from '@/lib/testing/database'
import { coercer } from './coerce'
import type { Kind } from './types'

let database: EmptyDatabase
before(async () => (database = await emptyDatabase()))
after(() => database.drop())

const digits = fc.stringMatching(/^-?\d{1,20}(\.\d{0,3})?$/)
const clock = fc.stringMatching(
  /^20[0-3]\d-[01]\d-[0-3]\d([ T][0-2]\d:[0-5]\d:[0-6]\d(\.\d{1,7})?(Z|[+-]\d\d(:?\d\d)?)?)?$/,
)

/** Cells near each grammar's edge, and noise. */
const cells: Record<Exclude<Kind, 'text'>, fc.Arbitrary<string>> = {
  integer: fc.oneof(digits, fc.integer().map(String)),
  bigint: fc.oneof(digits, fc.bigInt(-(2n ** 64n), 2n ** 64n).map(String)),
  numeric: fc.oneof(digits, fc.stringMatching(/^[-+]?\d{0,5}\.?\d{0,5}([eE][-+]?\d{0,2})?$/), fc.double().map(String)),
  boolean: fc.constantFrom('t', 'F', 'true', 'FALSE', '0', '1', 'yes', 'on', 'tr', '2'),
  date: fc.oneof(clock, fc.constantFrom('now', 'infinity', 'today', '2024-02-30')),
  timestamp: fc.oneof(clock, fc.constantFrom('now', 'infinity', 'epoch', '2024-02-30 00:00:00')),
}

/** What PostgreSQL itself makes of the raw cell; times with an offset by way of timestamptz. */
const CASTS: Record<keyof typeof cells, string> = {
  integer: `trim_scale($1::numeric)::text, trim_scale($2::integer::numeric)::text`,
  bigint: `trim_scale($1::numeric)::text, trim_scale($2::bigint::numeric)::text`,
  numeric: `$1::numeric::text, $2::numeric::text`,
  boolean: `$1::boolean::text, $2::boolean::text`,
  date: `$1::date::text, $2::date::text`,
  timestamp: `($1::timestamptz at time zone 'UTC')::text, $2::timestamp::text`,
}

for (const kind of Object.keys(cells) as (keyof typeof cells)[]) {
  test(`PostgreSQL reads every accepted ${kind} as the value that was written`, async () => {
    const accept = coercer(kind)
    const samples = fc.sample(cells[kind], 400)
    let accepted = 0
    for (const cell of samples) {
      const result = accept(cell)
      if (!result.ok || result.text === null) continue
      accepted += 1
      const { rows } = await database.pool.query<[string, string]>({
        text: `select ${CASTS[kind]}`,
        values: [cell, result.text],
        rowMode: 'array',
      })
      assert.equal(rows[0]?.[1], rows[0]?.[0], cell)
    }
    assert.ok(accepted > 20, `only ${accepted} of ${samples.length} samples were accepted`)
  })
}
