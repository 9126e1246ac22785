/**
 * The rest of Skilljar's tables beside random-mirrors.ts, the same for the same seed, and as full of traps: progress that two
 * students share, certificates and registrations without an owner, repeated enrolments, parents that are missing, text that is
 * no number and no time, codes without a limit, several currencies, attempts that wait for a grader.
 */
import type pg from 'pg'
import { addDays } from '@/lib/filters/days'
import { insertMirrorRows, type MirrorRow } from './mirrors'
import { mirrorsDays, mirrorsFrom, random, someDay, type Random } from './random-mirrors'
import { quizzes } from './random-quizzes'
import { flag, lessonProgress, many, orNull, pick, time } from './random-rows'
import { memberships, pools, teaching, visibility } from './random-skilljar-access'
import { fillDetails } from './random-skilljar-details'
import { renewedPaths } from './random-skilljar-paths'
import { writtenQuiz } from './random-written-quiz'

/** After fillMirrors: the students and courses are its. */
export async function fillSkilljar(pool: pg.Pool, seed: number): Promise<void> {
  const chance = random(seed)
  // A published course's last digit is its domain; d3 is unknown, and course c0 is on two domains.
  await pool.query(`update skilljar.published_course set domain_id = 'd' || right(published_course_id, 1)`)
  for (const tablesOf of [catalogue, progress, quizzes, scorm, vilt, paths, commerce]) {
    await insert(tablesOf(chance))
  }
  // A seed of their own each: more rows in one leave the others as they were.
  for (const [index, tablesOf] of [memberships, visibility, pools, teaching, writtenQuiz].entries()) {
    await insert(tablesOf(random(seed + 100 + index)))
  }
  await fillDetails(pool, random(seed + 200))
  await insert(renewedPaths(random(seed + 300)))

  async function insert(tables: Record<string, MirrorRow[]>) {
    for (const [name, rows] of Object.entries(tables)) await insertMirrorRows(pool, `skilljar.${name}`, rows)
  }
}

const student = (chance: Random) => `s${chance.below(32)}`
const publishedCourse = (chance: Random) => `pc${pick(chance, [0, 1, 2, 3, 4, 5])}`
function catalogue(chance: Random): Record<string, MirrorRow[]> {
  return {
    domain: many(3, (index) => ({ domain_id: `d${index}`, name: `Domain ${index}` })),
    published_course: [{ published_course_id: 'pc5', course_id: 'c0', domain_id: 'd1' }],
    tag: many(3, (index) => ({ tag_id: `t${index}`, name: `Tag ${index}` })),
    published_course_tag: many(9, (index) => ({
      published_course_tag_id: `pt${index}`,
      published_course_id: publishedCourse(chance),
      tag_id: `t${chance.below(4)}`,
    })),
    student_group: many(3, (index) => ({ student_group_id: `g${index}`, name: `Group ${index}` })),
    student_group_membership: many(30, (index) => ({
      student_group_membership_id: `gm${index}`,
      student_id: student(chance),
      student_group_id: `g${chance.below(4)}`,
    })),
    lesson: many(24, (index) => ({
      lesson_id: `L${index}`,
      course_id: index === 23 ? 'c9' : `c${index % 4}`,
      title: `Lesson ${index}`,
      order: Math.floor(index / 4) - (chance.chance(0.2) ? 1 : 0),
      is_section: pick(chance, [false, false, false, true, null]),
      is_optional: pick(chance, [false, false, true, null]),
    })),
  }
}

/** y0 to y69; some enrolments repeat the pair, some share a progress with somebody else. */
function progress(chance: Random): Record<string, MirrorRow[]> {
  return {
    enrollment: many(90, (index) => ({
      enrollment_id: `x${index}`,
      student_id: orNull(chance, 0.03, student(chance)),
      published_course_id: publishedCourse(chance),
      student_course_progress_id: orNull(chance, 0.05, `y${chance.below(70)}`),
      certificate_id: orNull(chance, 0.5, `k${chance.below(35)}`),
      enrolled_at: orNull(chance, 0.05, time(chance)),
      is_active: flag(chance),
      channel: pick(chance, ['api', 'dashboard', ' ', null]),
    })),
    student_course_progress: many(60, (index) => ({
      student_course_progress_id: `y${index}`,
      completed_at: orNull(chance, 0.5, time(chance)),
    })),
    student_lesson_progress: many(220, (index) => ({
      student_lesson_progress_id: `m${index}`,
      student_course_progress_id: orNull(
        chance,
        0.04,
        chance.chance(0.7) ? `y${chance.below(72)}` : `p${chance.below(90)}`,
      ),
      lesson_id: orNull(chance, 0.05, `L${chance.below(26)}`),
      created_at: time(chance),
      completed_at: orNull(chance, 0.4, time(chance)),
    })),
    certificate: many(38, (index) => ({
      certificate_id: `k${index}`,
      completed_at: orNull(chance, 0.1, time(chance)),
      expires_at: orNull(chance, 0.2, time(chance)),
    })),
  }
}

function scorm(chance: Random): Record<string, MirrorRow[]> {
  const number = () => pick(chance, ['0', '50', ' 80 ', '100', '1e2', '', 'N/A', '85%', null])
  const attempts = many(160, (index) => ({
    student_sco_progress_id: `sp${index}`,
    student_lesson_progress_id: chance.chance(0.5) ? `m${chance.below(20)}` : lessonProgress(chance),
    scorm_resource_id: orNull(chance, 0.03, `sr${chance.below(4)}`),
    created_at: time(chance),
    attempted_at: orNull(chance, 0.1, time(chance)),
    status: pick(chance, ['passed', 'Completed', ' failed ', 'incomplete', 'browsed', null]),
    score_raw: number(),
    score_min: pick(chance, ['0', '0', '10', null, 'x']),
    score_max: pick(chance, ['100', '100', '0', null]),
  }))
  return {
    web_package: many(2, (index) => ({ web_package_id: `w${index}`, title: `Package ${index}` })),
    scorm_resource: many(3, (index) => ({
      scorm_resource_id: `sr${index}`,
      web_package_id: `w${index}`,
      identifier: `sco${index}`,
    })),
    student_sco_progress: attempts,
    scorm_interaction: many(300, (index) => ({
      scorm_interaction_id: `si${index}`,
      student_sco_progress_id: `sp${chance.below(162)}`,
      identifier: orNull(chance, 0.03, `item${chance.below(4)}`),
      type: 'choice',
      response: orNull(chance, 0.1, pick(chance, ['a', 'b', 'c'])),
      result: orNull(
        chance,
        0.05,
        pick(chance, ['correct', 'Correct', 'incorrect', 'wrong', 'neutral', '0.75', 'maybe']),
      ),
    })),
  }
}

/** V3 was cancelled, V4 has no seats, V5 no event, V6 lies ahead; V9 is unknown. */
function vilt(chance: Random): Record<string, MirrorRow[]> {
  const ahead = addDays(mirrorsFrom, mirrorsDays - 2)
  return {
    vilt_session: many(7, (index) => ({
      vilt_session_id: `V${index}`,
      display_name: `Session ${index}`,
      lesson_id: `L${index}`,
      instructor_name: pick(chance, ['Ada', 'Grace', ' ', null]),
      seats_total: index === 4 ? pick(chance, [0, null]) : 10 + index,
      cancelled_at: index === 3 ? time(chance) : null,
      created_at: time(chance),
    })),
    vilt_session_event: [0, 0, 1, 2, 2, 2, 3, 4, 6].map((session, index) => {
      const starts = session === 6 ? ahead : addDays(mirrorsFrom, chance.below(90))
      return {
        vilt_session_event_id: `ve${index}`,
        vilt_session_id: `V${session}`,
        starts_at: `${starts} 09:00:00`,
        ends_at: orNull(chance, 0.1, `${addDays(starts, chance.below(2))} 17:00:00`),
      }
    }),
    vilt_session_registration: many(90, (index) => ({
      vilt_session_registration_id: `vr${index}`,
      vilt_session_id: pick(chance, ['V0', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V9']),
      student_lesson_progress_id: lessonProgress(chance),
      attended: flag(chance),
      created_at: time(chance),
    })),
    vilt_session_tag: many(6, (index) => ({
      vilt_session_tag_id: `vt${index}`,
      vilt_session_id: `V${chance.below(5)}`,
      tag_id: `t${chance.below(3)}`,
    })),
  }
}

function paths(chance: Random): Record<string, MirrorRow[]> {
  const words = () =>
    pick(chance, [
      time(chance),
      ` ${time(chance)} `,
      `${someDay(chance)} 23:30:00-05`,
      `${someDay(chance)}T01:00:00+02:00`,
      `${someDay(chance)}T05:00:00Z`,
      '2025-02-30 10:00:00',
      'last spring',
      '',
      null,
    ])
  const progressed = many(50, (index) => ({
    student_path_progress_id: `pr${index}`,
    student_id: student(chance),
    path_id: `P${chance.below(4)}`,
    completed_at: orNull(chance, 0.5, time(chance)),
  }))
  const items = many(200, (index) => ({
    student_path_item_progress_id: `pip${index}`,
    student_path_progress_id: `pr${chance.below(52)}`,
    student_course_progress_id: chance.chance(0.7) ? `pip${index}` : orNull(chance, 0.3, `y${chance.below(72)}`),
    path_item_id: `pi${chance.below(10)}`,
  }))
  const own = items.filter((row) => row.student_course_progress_id === row.student_path_item_progress_id)
  return {
    path: many(3, (index) => ({ path_id: `P${index}`, title: `Path ${index}` })),
    published_path: many(4, (index) => ({
      published_path_id: `pp${index}`,
      path_id: `P${index % 3}`,
      domain_id: `d${index}`,
    })),
    published_path_tags: many(4, (index) => ({
      published_path_tag_id: `ppt${index}`,
      published_path_id: `pp${chance.below(4)}`,
      tag_id: `t${chance.below(4)}`,
    })),
    path_item: many(9, (index) => ({
      path_item_id: `pi${index}`,
      path_id: `P${index % 3}`,
      course_id: `c${chance.below(5)}`,
      order: Math.floor(index / 3) + 1,
    })),
    student_path_progress: progressed,
    published_path_enrollment: many(80, (index) => ({
      published_path_enrollment_id: `pe${index}`,
      student_id: orNull(chance, 0.03, student(chance)),
      published_path_id: `pp${chance.below(5)}`,
      student_path_progress_id: orNull(chance, 0.1, `pr${chance.below(52)}`),
      enrolled_at: words(),
    })),
    // Most items are of the student's own course progress, some of somebody else's, some of none.
    student_path_item_progress: items,
    enrollment: own.map(({ student_path_item_progress_id: id, student_path_progress_id: path }) => ({
      enrollment_id: id ?? null,
      student_id: progressed.find((row) => row.student_path_progress_id === path)?.student_id ?? null,
      published_course_id: publishedCourse(chance),
      student_course_progress_id: id ?? null,
      enrolled_at: time(chance),
    })),
    student_course_progress: own.map(({ student_path_item_progress_id: id }) => ({
      student_course_progress_id: id ?? null,
      completed_at: orNull(chance, 0.6, time(chance)),
    })),
    student_lesson_progress: own.map(({ student_path_item_progress_id: id }) => ({
      student_lesson_progress_id: `n${id}`,
      student_course_progress_id: chance.chance(0.5) ? (id ?? null) : null,
      created_at: time(chance),
    })),
  }
}

function commerce(chance: Random): Record<string, MirrorRow[]> {
  const uses = () => pick(chance, [0, 1, 7, 10, null])
  const limits = () => pick(chance, [5, 10, 20, 0, null, 2_147_483_647])
  return {
    offer: many(6, (index) => ({
      offer_id: `o${index}`,
      sku: pick(chance, ['SKU', '', null]),
      domain_id: orNull(chance, 0.3, `d${chance.below(4)}`),
      published_course_id: index < 2 ? publishedCourse(chance) : null,
      published_path_id: index === 2 ? 'pp1' : null,
    })),
    purchase: many(120, (index) => ({
      purchase_id: `b${index}`,
      student_id: orNull(chance, 0.1, student(chance)),
      offer_id: orNull(chance, 0.05, `o${chance.below(7)}`),
      state: pick(chance, ['SUCCESS', 'REFUNDED', 'refunded', ' Success ', 'FAILED', 'PENDING', null]),
      purchased_at: orNull(chance, 0.05, time(chance)),
      refunded_at: orNull(chance, 0.6, time(chance)),
      price_cents: pick(chance, [0, 999, 12_345, null]),
      price_currency: pick(chance, ['USD', 'usd', 'EUR ', 'JPY', '', null]),
    })),
    promo_code: many(30, (index) => ({
      promo_code_id: `pc${index}`,
      promo_code_pool_id: orNull(chance, 0.1, `pool${chance.below(3)}`),
      use_count: uses(),
      max_uses: limits(),
      is_active: flag(chance),
    })),
    domain_access_code_pool: many(3, (index) => ({
      domain_access_code_pool_id: `ap${index}`,
      name: `Pool ${index}`,
      domain_id: `d${index + 1}`,
      channel: pick(chance, ['api', 'import', null]),
    })),
    domain_access_code: many(30, (index) => ({
      domain_access_code_id: `ac${index}`,
      domain_access_code_pool_id: `ap${chance.below(4)}`,
      use_count: uses(),
      max_uses: limits(),
      is_active: flag(chance),
    })),
    training_credit_code: many(90, (index) => ({
      training_credit_code_id: `tc${index}`,
      credits_used: uses(),
      credits_total: limits(),
      expiration_date: orNull(chance, 0.3, `${addDays(mirrorsFrom, chance.below(2 * mirrorsDays))} 00:00:00`),
    })),
  }
}
