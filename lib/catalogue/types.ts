/** The vocabulary of the catalogue: what Skillscope knows of every connector table and column. */

export type ConnectorId = 'datacamp' | 'skilljar'

/** What a cell may hold; one coercion grammar each (lib/catalogue/coerce.ts). */
export type Kind = 'text' | 'integer' | 'bigint' | 'numeric' | 'boolean' | 'date' | 'timestamp'

export interface Column {
  /** Name in the mirror: the source's own, normalised. */
  readonly name: string
  readonly kind: Kind
  readonly description: string
  /** Other names under which a source delivers this column. */
  readonly aliases: readonly string[]
  /** Absent from some deliveries by design; its absence is told, never fatal. */
  readonly optional: boolean
  readonly deprecated: boolean
  /** Says something about an identifiable person. */
  readonly pii: boolean
  /** Text in the source that means a number or a time (METRICS.md, rule 9). */
  readonly numericText: boolean
  /** "table.column" of the same schema that the value names. */
  readonly references: string | null
}

export interface Table {
  readonly schema: ConnectorId | 'mart'
  readonly name: string
  readonly description: string
  readonly columns: readonly Column[]
  /** Columns that identify a row; empty: rows repeat legally and load as a multiset. */
  readonly key: readonly string[]
  /** The column that moves forward with every change; null: read whole. */
  readonly cursor: string | null
  /** A source may lack the whole table (xp_fact, group_dim, …). */
  readonly optional: boolean
  /** Made by us when the source does not deliver it (date_dim, group_dim). */
  readonly derived: boolean
  /** Other names of the table in a source (learning_course_fact). */
  readonly aliases: readonly string[]
  /** "<connector page>#<section>" of the vendor's documentation. */
  readonly documentedAt: string | null
}
