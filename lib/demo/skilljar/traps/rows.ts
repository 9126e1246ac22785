/** Rows of a source written by hand; columns that are left out are empty. */
import type { Row, TableName } from '../source-tables'

export type Rows = { readonly [Name in TableName]?: readonly Partial<Row<Name>>[] }
