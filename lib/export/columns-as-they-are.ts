/** Cells as they are, for formats in which text cannot run. */
import { sql } from 'kysely'
import type { Encoder } from './encoder'

export const asTheyAre: Pick<Encoder, 'cells' | 'copy'> = {
  cells: (fields) => sql.join(fields.map(({ name }) => sql.id(name))),
  copy: 'format text',
}
