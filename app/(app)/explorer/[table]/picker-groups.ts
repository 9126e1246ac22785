/** All tables of the catalogue, as the choice of a table lists them. */
import { qualifiedName, tablesOf } from '@/lib/catalogue/catalogue'

const schemas = [
  { schema: 'datacamp', title: 'DataCamp' },
  { schema: 'skilljar', title: 'Skilljar' },
  { schema: 'mart', title: 'Condensed by Skillscope' },
] as const

export function pickerGroups() {
  return schemas.map(({ schema, title }) => ({ title, names: tablesOf(schema).map(qualifiedName) }))
}
