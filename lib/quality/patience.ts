/** What the database may spend on the rows of a check, and how it says that it was not enough. */

/** Keys of a dimension are looked up in memory: without room for them every row of a fact walks the dimension anew. */
export const MEMORY = '64MB'

const CANCELLED = '57014'

/** The database stopped a statement that took too long. */
export function wasCancelled(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === CANCELLED
}
