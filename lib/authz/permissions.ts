/** Who may do what: one table for every role. A permission without a row here does not compile. */
import type { Role } from '@/generated/prisma/client'

export type Permission =
  | 'reports.read'
  | 'people.read'
  | 'tables.read'
  | 'exports.create'
  | 'connectors.manage'
  | 'refreshes.request'
  | 'account.own'

const everybody = ['admin', 'analyst', 'manager', 'viewer'] as const satisfies readonly Role[]

const roles = {
  'reports.read': everybody,
  /** Rows about single learners; a manager's are limited to the own teams by the scope. */
  'people.read': ['admin', 'analyst', 'manager'],
  /** Tables as the sources deliver them: nothing there can be cut to a team, so managers stay out. */
  'tables.read': ['admin', 'analyst'],
  'exports.create': everybody,
  'connectors.manage': ['admin'],
  'refreshes.request': ['admin'],
  'account.own': everybody,
} as const satisfies Record<Permission, readonly Role[]>

export function may(actor: { readonly role: Role }, permission: Permission): boolean {
  return (roles[permission] as readonly Role[]).includes(actor.role)
}

export function permissionsOf(role: Role): readonly Permission[] {
  return (Object.keys(roles) as Permission[]).filter((permission) => may({ role }, permission))
}
