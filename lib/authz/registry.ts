/**
 * Every way into the server and what it takes to come in. The wrappers take a key of this table, so an entry without a
 * permission does not compile; a test compares the table with the files of app/ and with the build's own manifests.
 */
import type { Permission } from './permissions'

/** `public`: open by design (sign-in, set-up, health), checked inside where needed. */
export type Access = Permission | 'public'

export const pages = {
  '/': 'account.own',
  '/overview': 'reports.read',
  '/learning-activity': 'reports.read',
  '/learning-activity/people': 'people.read',
  '/datacamp/courses': 'reports.read',
  '/datacamp/courses/[course]': 'reports.read',
  '/datacamp/assessments': 'reports.read',
  '/datacamp/assignments': 'reports.read',
  '/datacamp/certifications': 'reports.read',
  '/datacamp/tracks': 'reports.read',
  '/datacamp/tracks/[track]': 'reports.read',
  '/datacamp/practice-projects': 'reports.read',
  '/datacamp/workspaces': 'reports.read',
  '/teams': 'reports.read',
  '/teams/[team]': 'reports.read',
  '/people': 'people.read',
  '/people/[person]': 'people.read',
  '/at-risk': 'reports.read',
  '/catalogue': 'reports.read',
  '/catalogue/[metric]': 'reports.read',
  '/explorer': 'tables.read',
  '/explorer/[table]': 'tables.read',
  '/quality': 'quality.read',
  '/quality/[check]': 'quality.read',
  '/admin/connectors': 'connectors.manage',
  '/admin/connectors/[connector]': 'connectors.manage',
  '/admin/refreshes': 'connectors.manage',
  '/admin/refreshes/[run]': 'connectors.manage',
  '/admin/quarantine': 'connectors.manage',
  '/admin/settings': 'settings.manage',
  '/admin/identities': 'identities.manage',
  '/admin/identities/compare': 'identities.manage',
  '/admin/users': 'users.manage',
  '/admin/users/new': 'users.manage',
  '/admin/users/[user]': 'users.manage',
  '/admin/tokens': 'users.manage',
  '/admin/audit': 'audit.read',
  '/admin/audit/[entry]': 'audit.read',
  '/about': 'account.own',
  '/sign-in': 'public',
  '/setup': 'public',
  '/choose-password': 'public',
} as const satisfies Record<string, Access>

export const routes = {
  'GET /export/[report]': 'exports.create',
  'GET /export/analysis/[analysis]': 'exports.create',
  'GET /export/table/[table]': 'tables.read',
  'GET /export/quality/[check]': 'quality.read',
  'GET /export/quarantine': 'connectors.manage',
  'GET /export/identities': 'identities.manage',
  'GET /export/users': 'users.manage',
  'GET /export/audit': 'audit.read',
  'GET /api/v1/openapi.json': 'account.own',
  'GET /api/v1/metrics': 'reports.read',
  'GET /api/v1/metrics/[metric]': 'reports.read',
  'GET /api/v1/query': 'reports.read',
  'GET /api/v1/reports': 'reports.read',
  'GET /api/v1/reports/[report]': 'reports.read',
  'GET /api/v1/analyses/[analysis]': 'reports.read',
  'GET /api/v1/tables': 'tables.read',
  'GET /api/v1/tables/[table]': 'tables.read',
  'POST /api/v1/connectors/[connector]/refresh': 'refreshes.request',
  'GET /api/v1/refreshes': 'connectors.manage',
  'GET /api/v1/refreshes/[run]': 'connectors.manage',
  'GET /healthz': 'public',
  'GET /readyz': 'public',
} as const satisfies Record<string, Access>

export const actions = {
  'setup.create': 'public',
  'connector.save': 'connectors.manage',
  'connector.test': 'connectors.manage',
  'connector.schedule': 'connectors.manage',
  'connector.guards': 'connectors.manage',
  'refresh.request': 'refreshes.request',
  'refresh.cancel': 'refreshes.request',
  'quarantine.replay': 'connectors.manage',
  'quarantine.dismiss': 'connectors.manage',
  'refresh.approve': 'refreshes.decide',
  'refresh.discard': 'refreshes.decide',
  'seats.add': 'settings.manage',
  'seats.remove': 'settings.manage',
  'notification.add': 'settings.manage',
  'notification.test': 'settings.manage',
  'notification.pause': 'settings.manage',
  'notification.resume': 'settings.manage',
  'notification.remove': 'settings.manage',
  'identity.link': 'identities.manage',
  'identity.separate': 'identities.manage',
  'identity.take_back': 'identities.manage',
  'user.invite': 'users.manage',
  'user.change': 'users.manage',
  'user.disable': 'users.manage',
  'user.enable': 'users.manage',
  'user.sessions.end': 'users.manage',
  'link.create': 'users.manage',
  'link.open': 'public',
  'link.use': 'public',
  'token.create': 'users.manage',
  'token.revoke': 'users.manage',
} as const satisfies Record<string, Access>

/** next-auth's own handler; it is no wrapper's. */
export const foreignRoutes: readonly string[] = ['/api/auth/[...nextauth]']

export type PageKey = keyof typeof pages
export type RouteKey = keyof typeof routes
export type ActionKey = keyof typeof actions
