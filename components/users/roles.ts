/** What each role may see, in the words of the forms. */
import type { Role } from '@/generated/prisma/client'

export const roleWords: Readonly<Record<Role, { readonly label: string; readonly sees: string }>> = {
  viewer: { label: 'Viewer', sees: 'Numbers about at least 5 people; no rows about single people.' },
  manager: { label: 'Manager', sees: 'The teams chosen below, and their people.' },
  analyst: { label: 'Analyst', sees: 'All learners, every table, data quality; no administration.' },
  admin: { label: 'Administrator', sees: 'Everything; connects sources, decides about refreshes and manages users.' },
}
