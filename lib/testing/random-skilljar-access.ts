/**
 * Who may see and join what, and with which words they joined: the tables beside random-skilljar.ts that are about access,
 * groups, what is sold and who teaches. As full of traps: the same pair twice, parents that are missing, values in several
 * spellings, memberships that ended and that end only after the data.
 */
import { addDays } from '@/lib/filters/days'
import type { MirrorRow } from './mirrors'
import { mirrorsDays, mirrorsFrom, type Random } from './random-mirrors'
import { flag, many, orNull, pick, time } from './random-rows'

const student = (chance: Random) => `s${chance.below(32)}`

/** Some end within the data, some after it, some never. */
const end = (chance: Random) =>
  orNull(
    chance,
    0.3,
    `${addDays(mirrorsFrom, chance.below(2 * mirrorsDays))} ${pick(chance, ['00:00:00', '18:30:00'])}`,
  )

/** dm0 to dm59: students join a domain more than once; d3 and ac30 are unknown. */
export function memberships(chance: Random): Record<string, MirrorRow[]> {
  const labels = ['Team', 'Company', 'Team', ' ', null]
  return {
    domain_membership: many(60, (index) => ({
      domain_membership_id: `dm${index}`,
      domain_id: orNull(chance, 0.05, `d${chance.below(4)}`),
      student_id: orNull(chance, 0.05, student(chance)),
      domain_access_code_id: orNull(chance, 0.5, `ac${chance.below(31)}`),
      is_active: flag(chance),
      expires_at: end(chance),
      created_at: time(chance),
    })),
    domain_signup_field: labels.map((label, index) => ({
      domain_signup_field_id: `sf${index}`,
      label,
      domain_id: `d${index % 3}`,
    })),
    // The same field answered twice; sf5 and dm60 are unknown.
    domain_signup_info: many(110, (index) => ({
      domain_signup_info_id: `sv${index}`,
      domain_membership_id: `dm${chance.below(61)}`,
      domain_signup_field_id: `sf${chance.below(6)}`,
      value: pick(chance, ['Sales', 'sales', ' Sales ', 'Support', 'R&D', '', '  ', null]),
      created_at: time(chance),
    })),
  }
}

/** What a page of the catalogue and a published course show to all and to single groups; g3, cp4 and pc6 are unknown. */
export function visibility(chance: Random): Record<string, MirrorRow[]> {
  return {
    catalog_page: many(4, (index) => ({
      catalog_page_id: `cp${index}`,
      domain_id: `d${index}`,
      page_title: pick(chance, [`Page ${index}`, ` Page ${index}`]),
      is_visible: flag(chance),
    })),
    catalog_page_student_group_visibility: many(12, (index) => ({
      catalog_page_student_group_visibility_id: `cv${index}`,
      catalog_page_id: `cp${chance.below(5)}`,
      student_group_id: `g${chance.below(4)}`,
      is_visible: flag(chance),
      updated_at: time(chance),
    })),
    published_course_student_group_visibility: many(16, (index) => ({
      published_course_student_group_visibility_id: `pv${index}`,
      published_course_id: `pc${chance.below(7)}`,
      student_group_id: `g${chance.below(4)}`,
      is_visible: flag(chance),
      updated_at: time(chance),
    })),
    course_series: many(3, (index) => ({
      course_series_id: `cs${index}`,
      domain_id: `d${index + 1}`,
      title: `Series ${index}`,
      visible_on_catalog: flag(chance),
    })),
    // The same course twice in a series, courses of a series nobody knows.
    course_series_published_courses: many(10, (index) => ({
      course_series_published_course_id: `sc${index}`,
      course_series_id: `cs${chance.below(4)}`,
      published_course_id: `pc${chance.below(7)}`,
    })),
  }
}

/** pool0 and pool1 have codes, pool2's codes have no pool, pool3 has no code; g3 and o6 are unknown. */
export function pools(chance: Random): Record<string, MirrorRow[]> {
  return {
    promo_code_pool: [0, 1, 3].map((index) => ({
      promo_code_pool_id: `pool${index}`,
      name: `Promo pool ${index}`,
      bulk_purchase_id: index === 0 ? null : `b${chance.below(122)}`,
      is_active: flag(chance),
      starts_at: time(chance),
      ends_at: end(chance),
    })),
    training_credit_code_offer: many(50, (index) => ({
      training_credit_code_offer_id: `to${index}`,
      credit_code_id: `tc${chance.below(92)}`,
      offer_id: `o${chance.below(7)}`,
    })),
    training_credit_code_student_group: many(50, (index) => ({
      training_credit_code_student_group_id: `tg${index}`,
      credit_code_id: `tc${chance.below(92)}`,
      student_group_id: `g${chance.below(4)}`,
    })),
  }
}

/** va2 is an account that nobody knows. */
export function teaching(chance: Random): Record<string, MirrorRow[]> {
  return {
    vilt_account: many(2, (index) => ({
      vilt_account_id: `va${index}`,
      vilt_account_type: pick(chance, ['zoom.meeting', 'calendar', 'Zoom.Webinar', null]),
    })),
    vilt_calendar_account: many(3, (index) => ({
      vilt_calendar_account_id: `vc${index}`,
      vilt_account_id: `va${index}`,
      instructor_name: pick(chance, ['Ada', 'Grace', null]),
      email: `calendar${index}@example.com`,
      active: flag(chance),
    })),
    vilt_location: many(3, (index) => ({
      vilt_location_id: `vl${index}`,
      name: pick(chance, ['Berlin', 'Leeds']),
      info_url: null,
      is_active: flag(chance),
    })),
  }
}
