/** Accounts that cannot be told to be one person, or are several at once (METRICS.md, rule 3). */
import { sql } from 'kysely'
import type { ConnectorId } from '@/lib/catalogue/types'
import { check, type Check } from '../check'

const accounts: Readonly<Record<ConnectorId, { table: string; label: string; other: string }>> = {
  datacamp: { table: 'datacamp.user_dim', label: 'DataCamp', other: 'skilljar.student' },
  skilljar: { table: 'skilljar.student', label: 'Skilljar', other: 'datacamp.user_dim' },
}

/** As lib/marts/identity.ts does. */
const address = (alias: string) => sql`lower(nullif(trim(${sql.ref(`${alias}.email`)}), ''))`
const touched = ['active_learners', 'new_learners', 'inactive_learners']

export const people: readonly Check[] = Object.values(accounts).flatMap(({ table, label, other }) => [
  check(
    table,
    {
      family: 'people',
      label: `${label} accounts without an e-mail address`,
      meaning: 'Accounts of both platforms are matched by e-mail address, never by name.',
      metrics: touched,
      effect: 'Each is a person of its own; whoever also has an account with an address is counted twice.',
      severity: 'warning',
      finds: sql`${address('t')} is null`,
      columns: ['email'],
    },
    'no-address',
  ),
  check(
    table,
    {
      family: 'people',
      label: `Several ${label} accounts with one e-mail address`,
      meaning: `More than one account of ${label} has this address.`,
      metrics: touched,
      effect: 'Counted as one person; what they did in each account adds up.',
      severity: 'info',
      of: sql`${address('t')} is not null`,
      finds: sql`${address('t')} in (select ${address('a')} from ${sql.table(table)} a group by 1 having count(*) > 1)`,
      columns: ['email'],
    },
    'shared-address',
  ),
  check(
    table,
    {
      family: 'people',
      label: `${label} accounts without a match on the other platform`,
      meaning:
        'No account of the other platform has this e-mail address. That is right for people who use one platform only.',
      metrics: touched,
      effect:
        'Counted with the activity of one platform. With a second address on the other platform, a person counts twice.',
      severity: 'info',
      of: sql`${address('t')} is not null and exists (select from ${sql.table(other)})`,
      finds: sql`${address('t')} not in (select ${address('o')} from ${sql.table(other)} o where ${address('o')} is not null)`,
      columns: ['email'],
    },
    'one-platform',
  ),
])
