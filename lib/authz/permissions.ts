/** Who may do what: one table for every role. A permission without a row here does not compile. */
import type { Role } from '@/generated/prisma/client'

export type Permission =
  | 'reports.read'
  | 'people.read'
  | 'tables.read'
  | 'dictionary.read'
  | 'sql.run'
  | 'quality.read'
  | 'exports.create'
  | 'connectors.manage'
  | 'refreshes.request'
  | 'refreshes.decide'
  | 'settings.manage'
  | 'users.manage'
  | 'identities.manage'
  | 'audit.read'
  | 'account.own'
  | 'views.own'
  | 'deliveries.own'
  | 'deliveries.send'

const everybody = ['admin', 'analyst', 'manager', 'viewer'] as const satisfies readonly Role[]

const roles = {
  'reports.read': everybody,
  /** Rows about single learners; a manager's are limited to the own teams by the scope. */
  'people.read': ['admin', 'analyst', 'manager'],
  /** Tables as the sources deliver them: nothing there can be cut to a team, so managers stay out. */
  'tables.read': ['admin', 'analyst'],
  /** Statements of one's own over the same tables. */
  'sql.run': ['admin', 'analyst'],
  /** What tables and columns mean; no row of them. */
  'dictionary.read': everybody,
  /** Checks over everybody's rows, and the rows behind them. */
  'quality.read': ['admin', 'analyst'],
  'exports.create': everybody,
  'connectors.manage': ['admin'],
  'refreshes.request': ['admin'],
  /** Whether data that a guard stopped goes live. */
  'refreshes.decide': ['admin'],
  /** Choices of the whole installation, such as who is told about refreshes. */
  'settings.manage': ['admin'],
  /** Accounts and tokens: who gets in, and what they may see. */
  'users.manage': ['admin'],
  /** Which accounts are one person: it moves what people did, and with it what managers see. */
  'identities.manage': ['admin'],
  /** Who did and saw what. */
  'audit.read': ['admin'],
  'account.own': everybody,
  /** Keeping what a page shows under a name; what others share is seen within one's own scope. */
  'views.own': everybody,
  /** Having views and alerts sent to oneself. */
  'deliveries.own': everybody,
  /** Having them sent to other accounts, each within its own scope, and to webhooks. */
  'deliveries.send': ['admin', 'analyst', 'manager'],
} as const satisfies Record<Permission, readonly Role[]>

export function may(actor: { readonly role: Role }, permission: Permission): boolean {
  return (roles[permission] as readonly Role[]).includes(actor.role)
}

export function permissionsOf(role: Role): readonly Permission[] {
  return (Object.keys(roles) as Permission[]).filter((permission) => may({ role }, permission))
}
