import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { tablesOf } from '@/lib/catalogue/catalogue'
import { coercer } from '@/lib/catalogue/coerce'
import { readTable, signal } from '@/lib/connectors/testing/read'
import { connectSkilljar } from '@/lib/connectors/skilljar/connection'
import { emptyDatabase, type EmptyDatabase } from '@/lib/testing/database'
import { people } from '../people'
import { createSkilljar } from './create-skilljar'
import { sourceTables } from './source-tables'

const options = { people: 160, months: 14, seed: 3, today: '2026-11-22' }
let database: EmptyDatabase

async function made(more: Partial<typeof options> = {}): Promise<EmptyDatabase> {
  const source = await emptyDatabase()
  const all = { ...options, ...more }
  await createSkilljar(source.pool, { ...all, people: people(all) })
  return source
}

const rows = async (sql: string): Promise<Record<string, unknown>[]> => (await database.pool.query(sql)).rows
const one = async (sql: string) => Object.values((await rows(sql))[0] ?? {})[0]
const count = async (from: string) => Number(await one(`select count(*) from ${from}`))

async function fingerprint({ pool }: EmptyDatabase): Promise<Record<string, unknown>> {
  const prints: Record<string, unknown> = {}
  for (const { name } of sourceTables) {
    const table = `"${name}"`
    const result = await pool.query(
      `select md5(coalesce(string_agg(${table}::text, '\n' order by ${table}::text), '')) from ${table}`,
    )
    prints[name] = result.rows[0].md5
  }
  return prints
}

before(async () => {
  database = await made()
})
after(() => database.drop())

test('the same seed makes the same rows, another seed makes others', async () => {
  const [again, other] = [await made(), await made({ seed: 4 })]
  try {
    const prints = await fingerprint(database)
    assert.deepEqual(await fingerprint(again), prints)
    assert.notDeepEqual(await fingerprint(other), prints)
  } finally {
    await Promise.all([again.drop(), other.drop()])
  }
})

test('all 57 tables have rows', async () => {
  assert.equal(sourceTables.length, 57)
  for (const { name } of sourceTables) assert.ok((await count(`"${name}"`)) > 0, `${name} is empty`)
})

test('every id that a row names is there, but for the enrollments that were deleted', async () => {
  for (const table of sourceTables) {
    for (const { name, references } of table.columns.filter((column) => column.references !== null)) {
      const [target = '', key = ''] = (references ?? '').split('.')
      const source = name === 'certificate_id' && table.name === 'enrollment' ? 'certficate_id' : name
      const column =
        name === 'student_lesson_progress_id' && table.name === 'student_sco_progress'
          ? 'student_lesson_progress _id'
          : source
      const lost = await count(
        `"${table.name}" a where a."${column}" is not null and not exists (select from "${target}" b where b."${key}" = a."${column}")`,
      )
      const allowed = target === 'enrollment' ? (await count('student_lesson_session_time_hourly')) / 50 : 0
      assert.ok(lost <= allowed, `${lost} rows of ${table.name} name ${name} that do not exist`)
    }
  }
})

test('activity ends on the day before today, and no row changed later or before it was made', async () => {
  assert.equal(
    String(await one('select max(hour_starts_at)::date::text from student_lesson_session_time_hourly')),
    '2026-11-21',
  )
  for (const { name, cursor } of sourceTables) {
    if (cursor === null) continue
    assert.equal(
      await count(`"${name}" where updated_at < created_at or updated_at >= '2026-11-22' or updated_at is null`),
      0,
      name,
    )
  }
  assert.equal(
    await count(`student_course_progress where completed_at < created_at or completed_at >= '2026-11-22'`),
    0,
  )
})

test('Skilljar’s reader reads every table without a warning, and every cell is what the catalogue says', async () => {
  const url = new URL(database.url)
  const login = {
    host: url.hostname,
    port: Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  }
  const connection = connectSkilljar(
    { ...login, database: url.pathname.slice(1), schema: 'public', sslmode: 'disable' },
    { tables: tablesOf('skilljar'), privateTargets: ['127.0.0.1', 'localhost'] },
  )
  const reader = await connection.open()
  try {
    const pinned = await reader.pin(signal)
    assert.deepEqual(pinned.warnings, [])
    assert.equal(pinned.tables.length, 57)
    for (const source of pinned.tables) {
      assert.deepEqual(source.warnings, [], source.object)
      const { rows: read, result } = await readTable(reader, source)
      assert.deepEqual(result.warnings, [], source.object)
      assert.equal(read.length, source.rowsExpected)
      const kinds = source.columns.map(
        (name) => source.table.columns.find((column) => column.name === name)?.kind ?? 'text',
      )
      const coerce = kinds.map((kind) => coercer(kind))
      for (const row of read)
        for (const [index, to] of coerce.entries())
          assert.ok(to(row[index] ?? null).ok, `${source.object} ${row[index]}`)
    }
  } finally {
    await reader.close()
  }
})

/** Each of these stands for something a dashboard must get right. */
const peculiarities: Readonly<Record<string, string>> = {
  'learners enrolled in a course several times':
    'enrollment group by student_id, published_course_id having count(*) > 1 and count(distinct student_course_progress_id) > 1',
  'enrollments that share one progress':
    'enrollment where student_course_progress_id is not null group by student_course_progress_id having count(*) > 1',
  'enrollments never opened': 'enrollment where student_course_progress_id is null',
  'access that is over': `enrollment where not is_active and expires_at < '2026-11-22'`,
  'certificates through the misspelt column':
    'enrollment join certificate on certificate_id = certficate_id where certificate.expires_at is not null',
  'sections and optional lessons': 'lesson a join lesson b on a.is_section and b.is_optional',
  'passing in capitals': `student_course_progress where success_status = 'PASSED'`,
  'passing in mixed case': `student_course_progress where success_status = 'Passed'`,
  failing: `student_course_progress where upper(success_status) = 'FAILED'`,
  'credits as text': `student_course_progress where credits_earned in ('0.5', '1.5', '2.00')`,
  'session time that is empty': `student_lesson_session_time_hourly where session_time_seconds = ''`,
  'session time that is no number': `student_lesson_session_time_hourly where session_time_seconds = 'N/A'`,
  'session time with decimals': `student_lesson_session_time_hourly where session_time_seconds like '%.5'`,
  'e-mail in another letter case or padded': 'student where email <> lower(trim(email))',
  'students without an e-mail': 'student where email is null',
  'several accounts of one person': 'student where email is not null group by lower(trim(email)) having count(*) > 1',
  'the misspelt question type': `quiz_question where type = 'MULTIPE_CHOICE'`,
  'questions from banks': 'quiz_question where quiz_question_bank_id is not null',
  'answers still to be graded': `quiz_response where finished_at is not null and graded_at is null and completed_at is null`,
  'answers graded by a person': 'quiz_response where graded_at is not null',
  'attempts never handed in': 'quiz_response where finished_at is null',
  retakes: 'quiz_response group by quiz_id, student_lesson_progress_id having count(*) > 1',
  'items right only at a later try': 'quiz_question_response where submit_count > 1 and is_correct',
  'sessions of several events': 'vilt_session_event group by vilt_session_id having count(*) > 1',
  'sessions called off': 'vilt_session where cancelled_at is not null',
  'sessions without a limit of seats':
    'vilt_session a join vilt_session b on a.seats_total is null and b.seats_total = 0',
  'sessions still to come': `vilt_session_event where starts_at > '2026-11-22'`,
  'attendance nobody marked': 'vilt_session_registration where attended is null',
  'learners who did not come': 'vilt_session_registration where not attended',
  'SCORM scores that are no number': `student_sco_progress where score_raw in ('', 'N/A') or score_raw ~ '[%,]'`,
  'SCORM results of an unusual kind': `scorm_interaction where result not in ('correct', 'incorrect')`,
  'several SCORM attempts':
    'student_sco_progress group by "student_lesson_progress _id", scorm_resource_id having count(*) > 1',
  'paths completed': 'student_path_progress where completed_at is not null',
  'path items not opened': 'student_path_item_progress where student_course_progress_id is null',
  refunds: `purchase where state = 'REFUNDED' and refunded_at > purchased_at`,
  'purchases that came to nothing': `purchase where state not in ('SUCCESS', 'REFUNDED') and purchased_at is null`,
  'the misspelt offer type': `offer where offer_type = 'publised_path'`,
  'unlimited codes':
    'promo_code a, domain_access_code b, training_credit_code c where a.max_uses = 2147483647 and b.max_uses = 2147483647 and c.credits_total = 2147483647',
  'promo codes in use': 'purchase join promo_code using (promo_code_id) where use_count > 0',
  'codes from a bulk purchase': 'promo_code_pool join purchase on purchase_id = bulk_purchase_id',
}

for (const [what, from] of Object.entries(peculiarities)) {
  test(`the demo has ${what}`, async () => {
    assert.ok(Number(await one(`select count(*) from (select 1 from ${from}) found`)) > 0)
  })
}

test('session times are whole seconds within an hour, but for the few that are odd on purpose', async () => {
  const table = 'student_lesson_session_time_hourly'
  const plain = await count(
    `${table} where session_time_seconds ~ '^[0-9]+$' and session_time_seconds::int between 1 and 3600`,
  )
  assert.ok(plain > 0.95 * (await count(table)))
  assert.equal(await count(`${table} where session_time_seconds !~ '^ *[0-9]+([.]5)?$|^(N/A)?$'`), 0)
  assert.equal(await count(`${table} where hour_starts_at <> date_trunc('hour', hour_starts_at)`), 0)
})

test('purchases are in three currencies', async () => {
  assert.equal(Number(await one('select count(distinct price_currency) from purchase')), 3)
})

test('codes are used exactly as often as purchases and memberships say', async () => {
  const wrong = `promo_code where use_count <> (select count(*) from purchase where purchase.promo_code_id = promo_code.promo_code_id)`
  assert.equal(await count(wrong), 0)
  assert.equal(await count('promo_code where use_count > max_uses'), 0)
  assert.equal(await count('training_credit_code where credits_used > credits_total'), 0)
  const uses = 'select count(*) from domain_membership m where m.domain_access_code_id = c.domain_access_code_id'
  assert.equal(await count(`domain_access_code c where use_count <> (${uses})`), 0)
})

test('able learners answer most items better than weak ones, and do worst on a miskeyed one', async () => {
  const found = await rows(`
    with item as (
      select question.html, course.title, response.quiz_question_id, response.is_correct::int as right,
        sum(response.is_correct::int) over (partition by response.quiz_response_id) - response.is_correct::int as rest
      from quiz_question_response response
      join quiz_question question using (quiz_question_id)
      join lesson on lesson.quiz_id = question.quiz_id
      join course using (course_id)
      where response.is_correct is not null and response.submit_count = 1
    )
    select title, quiz_question_id, corr("right", rest) as r, avg("right") as p from item
    group by 1, 2 having count(*) >= 60 and stddev("right") > 0`)
  const worst = found.toSorted((a, b) => Number(a.r) - Number(b.r))[0]
  assert.ok(worst?.title === 'Code of Conduct' && Number(worst.r) < -0.1, `${worst?.title} ${worst?.r}`)
  const good = found.filter(({ r }) => Number(r) > 0.15).length
  assert.ok(good > found.length * 0.5, `${good} of ${found.length} items tell learners apart`)
  assert.ok(found.some(({ p }) => Number(p) > 0.85) && found.some(({ p }) => Number(p) < 0.6))
})

test('making the source is all or nothing', async () => {
  const source = await emptyDatabase()
  try {
    const broken = {
      *[Symbol.iterator]() {
        yield* people(options).slice(0, 20)
        throw new Error('no more people')
      },
    }
    await assert.rejects(createSkilljar(source.pool, { ...options, people: broken }), /no more people/)
    const { rows: left } = await source.pool.query(
      `select count(*) from pg_class where relnamespace = 'public'::regnamespace`,
    )
    assert.equal(Number(left[0].count), 0)
  } finally {
    await source.drop()
  }
})
