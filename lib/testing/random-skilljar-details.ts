/**
 * Columns that random-skilljar.ts and random-quizzes.ts leave empty, filled afterwards and from a seed of their own, so that
 * what was there stays the same: scores and credits as text, ends of access, kinds of things in every spelling, what was paid.
 */
import type pg from 'pg'
import { findTable } from '@/lib/catalogue/catalogue'
import { addDays } from '@/lib/filters/days'
import type { MirrorRow } from './mirrors'
import { mirrorsDays, mirrorsFrom, type Random } from './random-mirrors'
import { flag, orNull, pick, time } from './random-rows'

type Details = (chance: Random, index: number) => MirrorRow

/** Numbers as Skilljar writes them into text columns: some are none. */
const numbers = ['0', '1', ' 2.5 ', '1e1', '', 'N/A', '1,5', null]
const results = ['PASSED', 'Passed', ' failed', 'FAILED', '', null]
/** Some within the data, some after it. */
const end = (chance: Random) => orNull(chance, 0.4, `${addDays(mirrorsFrom, chance.below(2 * mirrorsDays))} 06:00:00`)

const details: Readonly<Record<string, Details>> = {
  course: (chance) => ({ issue_certificate_upon_completion: flag(chance) }),
  published_course: (chance) => ({
    is_live: flag(chance),
    is_visible: flag(chance),
    visible_on_catalog: flag(chance),
  }),
  published_path: (chance) => ({ is_visible: flag(chance) }),
  tag: (_, index) => ({ slug: `tag-${index}` }),
  certificate: (_, index) => ({ code: `code-${index}` }),
  enrollment: (chance) => ({
    expires_at: end(chance),
    purchase_id: orNull(chance, 0.6, `b${chance.below(122)}`),
  }),
  student_course_progress: (chance) => ({
    score: pick(chance, [0, 40, 80, 100, null]),
    score_max: pick(chance, [100, 100, 80, 0, null]),
    credits_earned: pick(chance, numbers),
    success_status: pick(chance, results),
    latest_activity_at: orNull(chance, 0.2, time(chance)),
  }),
  student_lesson_progress: (chance) => ({
    view_count: pick(chance, [0, 1, 1, 3, 12, null]),
    score: pick(chance, [0, 7, 10, null]),
    score_max: pick(chance, [10, 10, 0, null]),
    success_status: pick(chance, results),
    last_viewed_at: orNull(chance, 0.2, time(chance)),
  }),
  student_lesson_session_time_hourly: (chance) => ({
    course_id: orNull(chance, 0.2, `c${chance.below(5)}`),
    domain_id: orNull(chance, 0.2, `d${chance.below(4)}`),
    student_lesson_progress_id: orNull(chance, 0.2, `m${chance.below(222)}`),
  }),
  lesson: (chance, index) => ({
    type: pick(chance, ['ASSET', 'HTML', 'WEB_PACKAGE', 'QUIZ', 'quiz', 'VILT', 'MODULAR', 'SECTION', 'IE_EXAM', null]),
    quiz_id: index % 4 === 1 ? `Q${index % 6}` : null,
    web_package_id: index % 4 === 2 ? `w${index % 3}` : null,
  }),
  quiz: (chance) => ({
    passing_percentage_correct: pick(chance, [50, 80, null]),
    max_attempts: pick(chance, [1, 3, null]),
    randomize_questions: flag(chance),
    time_limit_seconds: pick(chance, [600, 3_600, null]),
  }),
  // qb2 is a bank that nobody knows.
  quiz_question: (chance, index) => ({
    html: `<p>Question ${index}</p>`,
    quiz_question_bank_id: orNull(chance, 0.6, `qb${chance.below(3)}`),
  }),
  quiz_response: (chance) => ({ attempted_question_count: pick(chance, [0, 3, 6, null]) }),
  quiz_question_response: (chance, index) => ({
    order: (index % 6) + 1,
    grader_feedback: orNull(chance, 0.9, pick(chance, ['Well done.', ' '])),
  }),
  scorm_interaction: (chance, index) => ({
    type: pick(chance, ['choice', 'Choice', 'true-false', ' fill-in', null]),
    weighting: pick(chance, numbers),
    time: pick(chance, numbers),
    order: index % 5,
  }),
  scorm_resource: (chance) => ({ type: pick(chance, ['sco', 'SCO', 'asset', null]) }),
  web_package: (chance) => ({ type: pick(chance, ['scorm', 'SCORM_2004', null]) }),
  student_sco_progress: (chance) => ({ total_time: pick(chance, [0, 60, 3_600, -5, null]) }),
  vilt_session: (chance) => ({
    vilt_account_id: orNull(chance, 0.2, `va${chance.below(3)}`),
    instructor_external_id: orNull(chance, 0.5, `vc${chance.below(3)}`),
  }),
  vilt_session_event: (chance) => ({
    location: pick(chance, ['Berlin', ' berlin', 'Leeds', '', null]),
    timezone: pick(chance, ['Europe/Berlin', 'America/Los_Angeles', 'Mars/Base', '', null]),
  }),
  published_path_enrollment: (chance) => ({
    expires_at: pick(chance, [end(chance), ` ${time(chance)} `, '2026-01-01T00:00:00Z', 'never', '', null]),
    purchase_id: orNull(chance, 0.7, `b${chance.below(122)}`),
    is_active: flag(chance),
  }),
  // cs3 is a series that nobody knows.
  offer: (chance, index) => ({
    offer_type: pick(chance, ['publised_path', 'published_path', 'Published_Course', 'domain', 'plan', '', null]),
    course_series_id: index === 3 ? 'cs1' : index === 4 ? 'cs3' : null,
    price_cents: pick(chance, [0, 999, 12_345, null]),
    currency_code: pick(chance, ['USD', 'usd', 'EUR', null]),
    max_quantity: pick(chance, [1, 10, null]),
    is_active: flag(chance),
  }),
  purchase: (chance, index) => ({
    order_id: `order ${Math.floor(index / 2)}`,
    payment_processor: pick(chance, ['STRIPE', 'stripe', 'PAYPAL', 'NONE', ' ', null]),
    quantity: pick(chance, [1, 1, 5, 0, null]),
    promo_code_id: orNull(chance, 0.6, `pc${chance.below(32)}`),
    promo_code_price_cents: pick(chance, [0, 500, null]),
    promo_code_quantity: pick(chance, [1, null]),
    offer_sku: pick(chance, ['SKU', '', null]),
    offer_price_cents: pick(chance, [999, 12_345, null]),
  }),
  promo_code: (_, index) => ({ code: `PROMO${index}` }),
  domain_access_code: (_, index) => ({ code: `ACCESS${index}` }),
  domain_access_code_pool: (chance) => ({ starts_at: time(chance), expires_at: end(chance) }),
  training_credit_code: (chance, index) => ({
    code: `CREDIT${index}`,
    available_to_all_students: flag(chance),
    available_to_all_offers: flag(chance),
    expire_content: flag(chance),
    tracking_identifier: pick(chance, ['PO-1', '', null]),
  }),
}

export async function fillDetails(pool: pg.Pool, chance: Random): Promise<void> {
  for (const [name, ofRow] of Object.entries(details)) {
    const table = `skilljar."${name}"`
    const key = findTable(`skilljar.${name}`)?.key[0] ?? ''
    const { rows } = await pool.query<{ id: string }>(
      `select "${key}" as id from ${table} order by "${key}" collate "C"`,
    )
    const filled: MirrorRow[] = rows.map(({ id }, index) => ({ ...ofRow(chance, index), [key]: id }))
    const columns = Object.keys(filled[0] ?? {}).filter((column) => column !== key)
    await pool.query(
      `update ${table} as row set ${columns.map((column) => `"${column}" = filled."${column}"`).join(', ')}
       from jsonb_populate_recordset(null::${table}, $1::jsonb) as filled where filled."${key}" = row."${key}"`,
      [JSON.stringify(filled)],
    )
  }
}
