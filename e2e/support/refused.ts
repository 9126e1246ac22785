/** What each role must not open: pages and answers. */
import type { RoleName } from './accounts'

interface Refused {
  readonly pages: readonly string[]
  readonly answers: readonly string[]
}

const administration: Refused = {
  pages: [
    '/admin/connectors',
    '/admin/connectors/datacamp',
    '/admin/refreshes',
    '/admin/refreshes/1',
    '/admin/quarantine',
    '/admin/settings',
    '/admin/identities',
    '/admin/identities/compare',
    '/admin/users',
    '/admin/users/new',
    '/admin/users/1',
    '/admin/tokens',
    '/admin/audit',
    '/admin/audit/1',
  ],
  answers: [
    '/api/v1/refreshes',
    '/api/v1/refreshes/1',
    '/export/quarantine',
    '/export/identities',
    '/export/users',
    '/export/audit',
  ],
}

/** Tables with everybody in them. */
const rows: Refused = {
  pages: ['/explorer', '/explorer/datacamp.user_dim', '/sql', '/quality', '/quality/deleted-content.course_fact'],
  answers: [
    '/export/table/datacamp.user_dim',
    '/export/groups/datacamp.user_dim?group=email',
    '/export/sql/sample',
    '/export/quality/deleted-content.course_fact',
    '/api/v1/tables',
    '/api/v1/tables/skilljar.student',
    '/api/v1/tables/datacamp.user_dim/facets?columns=email',
    '/api/v1/tables/datacamp.user_dim/groups?group=email',
    '/api/v1/tables/datacamp.user_dim/rows/1',
  ],
}

const singlePeople: Refused = {
  pages: ['/learning-activity/people', '/people', '/people/1'],
  answers: [
    '/export/people',
    '/export/track-people',
    '/export/student-group-people',
    '/export/analysis/at_risk',
    '/export/analysis/expiries?when=ahead',
    '/export/analysis/team_members',
    '/export/analysis/person_timeline?person=1',
    '/export/analysis/skill_matrix',
    '/export/analysis/skilljar_course_learners',
    '/export/analysis/item_texts',
    '/export/analysis/quiz_grading_queue',
    '/export/analysis/quiz_feedback',
    '/export/analysis/path_stuck',
    '/export/analysis/vilt_people',
    '/export/analysis/overdue_assignments',
    '/export/analysis/registrations_running_out',
    '/api/v1/query?metrics=xp&by=person',
  ],
}

export const refused: Readonly<Record<Exclude<RoleName, 'admin'>, Refused>> = {
  analyst: administration,
  manager: both(administration, rows),
  viewer: both(administration, both(rows, singlePeople)),
}

function both(one: Refused, other: Refused): Refused {
  return { pages: [...one.pages, ...other.pages], answers: [...one.answers, ...other.answers] }
}
