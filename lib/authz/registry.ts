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
  '/people/[person]': 'people.read',
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
  '/about': 'account.own',
  '/sign-in': 'public',
  '/setup': 'public',
} as const satisfies Record<string, Access>

export const routes = {
  'GET /export/[report]': 'exports.create',
  'GET /export/table/[table]': 'tables.read',
  'GET /export/quality/[check]': 'quality.read',
  'GET /export/quarantine': 'connectors.manage',
  'GET /api/v1/openapi.json': 'account.own',
  'GET /api/v1/metrics': 'reports.read',
  'GET /api/v1/query': 'reports.read',
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
  'notification.add': 'settings.manage',
  'notification.test': 'settings.manage',
  'notification.pause': 'settings.manage',
  'notification.resume': 'settings.manage',
  'notification.remove': 'settings.manage',
} as const satisfies Record<string, Access>

/** next-auth's own handler; it is no wrapper's. */
export const foreignRoutes: readonly string[] = ['/api/auth/[...nextauth]']

export type PageKey = keyof typeof pages
export type RouteKey = keyof typeof routes
export type ActionKey = keyof typeof actions
