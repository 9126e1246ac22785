/** All tables of the catalogue, as the choice of a table lists them. */
import { qualifiedName, tablesOf } from '@/lib/catalogue/catalogue'
import { dictionarySources } from '@/lib/dictionary/sources'

export function pickerGroups() {
  return dictionarySources.map(({ id, title }) => ({ title, names: tablesOf(id).map(qualifiedName) }))
}
