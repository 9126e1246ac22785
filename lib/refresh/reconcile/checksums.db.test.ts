import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { differingDays } from '@/lib/connectors/checksum'
import { assertState } from '../testing/engine'
import { startLiveSkilljar, type LiveSkilljar } from '../testing/live-skilljar'
import { mirrorChecksums } from './mirror-checksums'

const table = 'student_course_progress'
const signal = new AbortController().signal

/** Days of the table on which source and mirror differ; null: they cannot be compared. */
async function differing(live: LiveSkilljar): Promise<readonly (string | null)[] | null> {
  const reader = await live.connect().open()
  try {
    const pinned = await reader.pin(signal)
    const source = pinned.tables.find((entry) => entry.table.name === table)
    assert.ok(source)
    const theirs = await reader.comparison?.checksums(source, signal)
    return theirs ? differingDays(await mirrorChecksums(live.pool, source), theirs) : null
  } finally {
    await reader.close()
  }
}

type Typed = readonly [type: string, value: string]

/** What the columns of the table are in the source, and a value of each. */
const variants: readonly Readonly<Record<string, Typed>>[] = [
  {
    student_course_progress_id: ['char(40)', `'p1 '`],
    updated_at: ['timestamp', `'2026-03-08 02:30:00.000001'`],
    completed_at: ['timestamp', `'2026-11-01 01:30:00'`],
    score: ['smallint', '7'],
    credits_earned: ['numeric(8,3)', '1.500'],
    success_status: ['text', `''`],
  },
  {
    student_course_progress_id: ['uuid', `'00000000-0000-4000-8000-00000000abcd'`],
    updated_at: ['timestamptz', `'2026-03-08 02:30:00.999999-05'`],
    completed_at: ['timestamptz', `'2026-11-01 01:30:00+00'`],
    score: ['numeric(6,2)', '50.00'],
    credits_earned: ['boolean', 'true'],
    success_status: ['text', `E'tab\\t back\\\\slash, é 😀 ''quoted'' '`],
  },
  {
    student_course_progress_id: ['bigint', '9007199254740993'],
    updated_at: ['date', `'2026-03-08'`],
    completed_at: ['date', `'2026-11-01'`],
    score: ['varchar(10)', `'12'`],
    credits_earned: ['timestamptz', `'2026-11-01 01:30:00+02'`],
    success_status: ['char(20)', `'PASSED'`],
  },
  {
    student_course_progress_id: ['varchar(64)', `'p4'`],
    updated_at: ['timestamptz', 'null'],
    completed_at: ['text', `'NA'`],
    score: ['text', `'NA'`],
    success_status: ['text', 'null'],
  },
]

test('equal rows come to equal checksums whatever types the source keeps them in', async (t) => {
  const live = await startLiveSkilljar(t)
  for (const variant of variants) await assertNoDifference(live, variant)
})

async function assertNoDifference(live: LiveSkilljar, variant: Readonly<Record<string, Typed>>): Promise<void> {
  const columns = Object.entries(variant)
  await live.source(
    `drop table ${table}; create table ${table} (${columns.map(([name, [type]]) => `${name} ${type}`).join()});
     insert into ${table} values (${columns.map(([, [, value]]) => value).join()})`,
  )
  const { state, errorMessage } = await live.refresh({ full: true })
  assert.equal(state, 'published', errorMessage ?? undefined)
  assert.deepEqual(await differing(live), [], JSON.stringify(variant))
}

test('a change of any value is seen, on the day of its row', async (t) => {
  const live = await startLiveSkilljar(t)
  await live.source(`alter table ${table} add column mood text, add column weather text`)
  const reset = `truncate ${table}; insert into ${table} select timestamp '2026-01-01', timestamp '2026-01-02 23:59:59.999999', 'p' || i,
    timestamp '2026-01-03', null, i, 100, '1.5', 'PASSED', 'good', null from generate_series(1, 3) i`
  await live.source(`set timezone = 'UTC'; ${reset}`)
  assertState(await live.refresh(), 'published')
  assert.deepEqual(await differing(live), [])
  const changes = [
    `score = 8`,
    `score = null`,
    `score = score_max, score_max = score`,
    `success_status = 'passed'`,
    `success_status = 'PASSED '`,
    `success_status = '1.5', credits_earned = 'PASSED'`,
    `completed_at = latest_activity_at, latest_activity_at = null`,
    `latest_activity_at = latest_activity_at + interval '1 microsecond'`,
    `mood = null`,
    `weather = mood, mood = null`,
    `weather = 'rain'`,
    `student_course_progress_id = 'P2'`,
    `student_course_progress_id = 'p2 '`,
  ]
  for (const change of changes) {
    await live.source(
      `set timezone = 'UTC'; ${reset}; update ${table} set ${change} where student_course_progress_id = 'p2'`,
    )
    assert.deepEqual(await differing(live), ['2026-01-02'], change)
  }
  await live.source(`delete from ${table}`)
  assert.deepEqual(await differing(live), [], 'a day without rows is told by the keys')
})

test('two rows never come to the checksum of two others that share their values', async (t) => {
  const live = await startLiveSkilljar(t)
  const value = fc.constantFrom(null, 'a', 'aa', '1:a', '-', 'a-', '1', '2:')
  const row = fc.tuple(value, value)
  const fill = async (rows: readonly (readonly (string | null)[])[]) => {
    await live.source(`truncate ${table}`)
    await live.sourcePool.query(
      `insert into ${table} (student_course_progress_id, updated_at, credits_earned, success_status)
       select place::text, timestamptz '2026-01-02 12:00+00', a, b from unnest($1::text[], $2::text[]) with ordinality as given (a, b, place)`,
      [rows.map(([first]) => first), rows.map(([, second]) => second)],
    )
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 2, maxLength: 2 }),
      fc.array(row, { minLength: 2, maxLength: 2 }),
      async (ours, theirs) => {
        await live.pool.query(`truncate skilljar.${table}`)
        await fill(ours)
        await live.pool.query(
          `insert into skilljar.${table} (student_course_progress_id, updated_at, credits_earned, success_status)
         select place::text, timestamp '2026-01-02 12:00', a, b from unnest($1::text[], $2::text[]) with ordinality as given (a, b, place)`,
          [ours.map(([first]) => first), ours.map(([, second]) => second)],
        )
        assert.deepEqual(await differing(live), [])
        await fill(theirs)
        const same = JSON.stringify(ours) === JSON.stringify(theirs)
        assert.deepEqual(await differing(live), same ? [] : ['2026-01-02'])
      },
    ),
    { numRuns: 25 },
  )
})

test('a type whose text cannot be foreseen is compared by reading', async (t) => {
  const live = await startLiveSkilljar(t)
  await live.source(`alter table ${table} alter column success_status type jsonb using null`)
  assert.equal(await differing(live), null)
})
