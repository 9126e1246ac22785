/**
 * What fillMirrors leaves empty of DataCamp: assessments with scores, assignments, certifications, tracks, workspaces,
 * chapters and exercises, with lines that repeat, deleted and unknown contents, and a user whom nothing else names.
 */
import type pg from 'pg'
import { addDays } from '@/lib/filters/days'
import { insertMirrorRows, type MirrorRow } from './mirrors'
import { exercises } from './random-exercises'
import { mirrorsDays, mirrorsFrom, random, someDay, type Random } from './random-mirrors'
import { clock, many, maybe, numberOf, someUser } from './random-values'

export async function fillDatacamp(pool: pg.Pool, seed: number): Promise<void> {
  const chance = random(seed)
  await describeCourses(pool)
  await spendTime(pool)
  for (const [name, rows] of Object.entries({
    ...projects(chance),
    ...assessments(chance),
    ...assignments(chance),
    ...certifications(chance),
    ...tracks(chance),
    ...workspaces(chance),
    ...exercises(chance),
  })) {
    await insertMirrorRows(pool, name, rows)
  }
}

/** Time before, on and after the day of completion, of everybody who completed something. */
async function spendTime(pool: pg.Pool): Promise<void> {
  await pool.query(`
    insert into datacamp.course_fact (user_id, course_id, date_id, started_at, completed_at, time_spent, row_hash)
    select user_id, course_id, to_char(completed_at + make_interval(days => away), 'YYYYMMDD')::bigint, started_at, completed_at,
      (row_number() over (order by user_id, course_id, completed_at, away)) * 37, gen_random_uuid()
    from datacamp.course_fact, (values (-4), (0), (3)) as days (away)
    where completed_at is not null`)
}

/** Course 5 needs no time, course 6 says nothing, and two courses have one topic, once with a space before it. */
async function describeCourses(pool: pg.Pool): Promise<void> {
  await pool.query(`
    update datacamp.course_dim set slug = 'course-' || course_id,
      nb_hours_needed = case course_id when 5 then 0 when 6 then null else course_id * 0.5 end,
      topic = case course_id when -1 then 'Programming' when 1 then ' Programming' when 2 then 'Programming' when 3 then '' else 'Data' end`)
  await pool.query(`
    update datacamp.project_dim set is_guided = nullif(project_id, 3) % 2 = 0, is_certification = project_id in (2, 4),
      nb_hours_needed = case project_id when 1 then 0 when 2 then null else project_id * 0.25 end`)
}

/** Some lines once more, on another day: facts repeat per day what they know of the whole. */
function spread(chance: Random, rows: readonly MirrorRow[]): MirrorRow[] {
  const again = rows
    .filter(() => chance.chance(0.3))
    .map((row) => ({ ...row, date_id: numberOf(addDays(mirrorsFrom, chance.below(mirrorsDays))), time_spent: 30 }))
  return [...rows, ...again]
}

function projects(chance: Random): Record<string, MirrorRow[]> {
  const at = clock(chance)
  const project = many(150, () => {
    const day = someDay(chance)
    return {
      user_id: someUser(chance),
      project_id: chance.chance(0.1) ? -1 : chance.below(9) + 1,
      date_id: numberOf(day),
      started_at: maybe(chance, 0.9, () => at(day)),
      completed_at: maybe(chance, 0.5, () => at(addDays(day, chance.below(50) - 3))),
      time_spent: chance.pick([60, null, -20]),
      xp: 0,
    }
  })
  const practice = many(150, () => ({
    user_id: someUser(chance),
    practice_id: chance.chance(0.15) ? -1 : chance.below(9) + 1,
    date_id: chance.chance(0.03) ? 20_250_230 : numberOf(someDay(chance)),
    is_mobile: chance.pick([true, false, null]),
    time_spent: chance.pick([null, 45, 600, -30]),
    xp: chance.pick([null, 0, 25]),
  }))
  return {
    'datacamp.project_fact': spread(chance, project),
    // Both on the phone and not, on one day.
    'datacamp.practice_fact': [...practice, ...practice.slice(0, 40).map((row) => ({ ...row, is_mobile: true }))],
  }
}

const scoreGroups = [
  'Novice',
  'Intermediate Lower',
  'Intermediate',
  'Intermediate Upper',
  'Advanced',
  ' Advanced ',
  'Legend',
  '',
  null,
] as const

function assessments(chance: Random): Record<string, MirrorRow[]> {
  const at = clock(chance)
  const attempts = many(200, () => {
    const day = someDay(chance)
    return {
      user_id: someUser(chance),
      assessment_id: chance.chance(0.05) ? -1 : chance.below(5) + 5,
      date_id: numberOf(day),
      started_at: maybe(chance, 0.95, () => at(day)),
      completed_at: maybe(chance, 0.85, () => at(addDays(day, chance.below(3)))),
      score: chance.chance(0.05) ? null : chance.below(200),
      score_group: chance.pick(scoreGroups),
      percentile: chance.below(100),
      time_spent: 300,
    }
  })
  return { 'datacamp.assessment_fact': spread(chance, attempts) }
}

function assignments(chance: Random): Record<string, MirrorRow[]> {
  const at = clock(chance)
  const facts = many(260, (index) => {
    const assigned = someDay(chance)
    const due = maybe(chance, 0.8, () => at(addDays(assigned, chance.below(60))))
    return {
      group_id: 1,
      user_id: someUser(chance),
      assignment_id: chance.below(14) + 1,
      completion_status: chance.pick(['completed', 'late', 'missed', 'in_progress', 'Late', '', null]),
      assigned_at: maybe(chance, 0.9, () => at(assigned)),
      due_at: due,
      // On the very moment, before and after.
      completed_at: index % 20 === 0 ? due : maybe(chance, 0.5, () => at(addDays(assigned, chance.below(80)))),
      reminder_sent_at: maybe(chance, 0.5, () => at(addDays(assigned, chance.below(40)))),
    }
  })
  return {
    // 13 and 14 are not described.
    'datacamp.assignment_dim': many(12, (index) => ({
      assignment_id: index + 1,
      assignment_title: index === 2 ? null : `Assignment ${index}`,
      assignment_status: chance.pick(['active', 'archived', 'Archived ', null, 'active']),
      technology: chance.pick(['Python', ' R ', '', null]),
      topic: chance.pick(['Data', ' Programming', '', null]),
      created_at: maybe(chance, 0.5, () => at(someDay(chance))),
      deleted_at: maybe(chance, 0.15, () => at(someDay(chance))),
    })),
    'datacamp.assignment_fact': [...facts, ...facts.slice(0, 25)],
  }
}

function certifications(chance: Random): Record<string, MirrorRow[]> {
  const at = clock(chance)
  return {
    'datacamp.certification_dim': many(4, (index) => ({
      certification_id: index + 1,
      certification_name: index === 3 ? ' ' : `Certification ${index}`,
      certification_version: index < 2 ? 'v1' : 'v2',
    })),
    'datacamp.certification_fact': many(140, (index) => {
      const day = someDay(chance)
      const later = (share: number) => maybe(chance, share, () => at(addDays(day, chance.below(40))))
      return {
        user_certification_id: index,
        user_id: someUser(chance),
        certification_id: chance.below(6) + 1,
        registered_at: maybe(chance, 0.85, () => at(day)),
        expired_at: maybe(chance, 0.7, () => at(addDays(day, 30))),
        assessments_passed_at: later(0.4),
        coding_challenge_passed_at: later(0.3),
        first_exam_started_at: later(0.5),
        first_exam_completed_at: later(0.4),
        exam_last_passed_at: later(0.3),
        case_study_ready_at: later(0.25),
        first_case_study_submitted_at: later(0.15),
        last_case_study_submitted_at: later(0.1),
        certificate_granted_at: maybe(chance, 0.2, () => addDays(day, chance.below(40) - 1)),
        is_passed_assessments: chance.pick([true, false, null]),
        is_passed_challenges: chance.pick([true, false, null]),
        is_passed_exams: chance.pick([true, false, null]),
      }
    }),
  }
}

function tracks(chance: Random): Record<string, MirrorRow[]> {
  const at = clock(chance)
  const facts = many(160, (index) => {
    const day = someDay(chance)
    return {
      is_currently_active: [true, false, null, true][index % 4] ?? null,
      group_id: chance.below(2),
      user_id: someUser(chance),
      track_version_id: chance.below(7) + 1,
      date_id: chance.chance(0.05) ? 20_250_230 : numberOf(day),
      started_at: maybe(chance, 0.85, () => at(day)),
      completed_at: maybe(chance, 0.4, () => at(addDays(day, chance.below(60)))),
    }
  })
  return {
    // 6 and 7 are not live any more; 5 says no numbers, 4 holds nothing.
    'datacamp.track_dim': many(5, (index) => ({
      track_version_id: index + 1,
      track_id: 9,
      version_number: index + 1,
      title: index === 1 ? '' : `Track ${index}`,
      technology: chance.pick(['Python', ' R ', '', null]),
      is_custom: [true, false, null, true, false][index] ?? null,
      nb_courses: index === 4 ? null : index === 3 ? 0 : index + 1,
      nb_projects: index === 3 ? 0 : 1,
      archived_at: index === 0 ? `${mirrorsFrom} 10:00:00` : null,
    })),
    // Version 1 lists what nobody touched, 2 stands without an order, 3 lists nothing.
    'datacamp.track_content_dim': [
      { track_version_id: 1, content_id: 'course_2', content_title: 'Second course', position: 1 },
      { track_version_id: 1, content_id: 'project_1', content_title: ' ', position: 2 },
      { track_version_id: 1, content_id: 'course_99', content_title: 'Never touched', position: 3 },
      { track_version_id: 2, content_id: 'course_1', content_title: null, position: null },
      { track_version_id: 2, content_id: 'project_1', content_title: 'A project', position: null },
    ],
    'datacamp.track_fact': facts,
    'datacamp.track_content_fact': [
      ...many(300, (index) => ({
        started_at: index % 3 === 0 ? null : `${mirrorsFrom} 08:00:00`,
        group_id: chance.below(2),
        user_id: someUser(chance),
        track_version_id: chance.below(7) + 1,
        content_id: chance.pick(['course_1', 'course_2', 'project_1', 'project_-1']),
        completed_at: maybe(chance, 0.7, () => at(someDay(chance))),
      })),
      // Most have completed something of the first three versions.
      ...many(120, (index) => ({
        group_id: 0,
        user_id: (index % 40) + 1,
        track_version_id: Math.floor(index / 40) + 1,
        content_id: 'course_1',
        completed_at: index % 8 === 0 ? null : `${mirrorsFrom} 09:00:00`,
      })),
    ],
  }
}

function workspaces(chance: Random): Record<string, MirrorRow[]> {
  const at = clock(chance)
  const facts = many(70, (index) => {
    const day = someDay(chance)
    const published = chance.pick([0, 0, 1, 3, null])
    return {
      creator_id: someUser(chance),
      workspace_id: `w${index}`,
      nb_attempts_to_publish: [4, 0, null, 5, -1][index % 5] ?? null,
      nb_upvotes: [0, 3, null, 1][index % 4] ?? null,
      nb_shares: [2, 0, null][index % 3] ?? null,
      nb_megabytes: [0.5, 12.25, null, -3, 640][index % 5] ?? null,
      first_edited_at: index % 4 === 0 ? null : `${day} 11:00:00`,
      last_edited_at: index % 4 === 0 ? null : `${addDays(day, index % 9)} 12:00:00`,
      first_integration_added_at: index % 3 === 0 ? `${day} 13:00:00` : null,
      nb_times_published_successfully: published,
      created_at: at(day),
      first_published_at: published ? maybe(chance, 0.8, () => at(addDays(day, chance.below(20)))) : null,
    }
  })
  return {
    'datacamp.workspace_dim': many(60, (index) => ({
      workspace_id: `w${index}`,
      workspace_title: `Workspace ${index}`,
      technology: chance.pick(['Python', ' R ', '', null]),
    })),
    'datacamp.workspace_fact': [...facts, ...facts.slice(0, 10)],
    'datacamp.workspace_visit_fact': many(200, () => ({
      visitor_id: someUser(chance),
      workspace_id: `w${chance.below(75)}`,
      visited_at: someDay(chance),
      nb_seconds: chance.pick([null, 0, 40, 3_600, -5]),
    })),
    'datacamp.publication_fact': many(120, (index) => ({
      nb_seconds: [90, 0, null, -4, 3_600][index % 5] ?? null,
      creator_id: someUser(chance),
      workspace_id: `w${chance.below(75)}`,
      viewed_at: someDay(chance),
      nb_viewers: chance.pick([null, 0, 1, 7]),
      viewer_type: chance.pick(['creator', 'viewer', 'viewer', null]),
    })),
  }
}
