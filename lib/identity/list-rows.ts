/** Rows of a list: counted, a page at a time, or as a CSV; all by the list's one definition. */
import { sql, type CompiledQuery, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { identityLists, type IdentityList } from './lists'

export type ListRow = Readonly<Record<string, string | number | null>>

export interface ListPage {
  readonly rows: readonly ListRow[]
  readonly rowCount: number
}

export interface ListChoice {
  /** Part of a name, an address or an id. */
  readonly search: string
  readonly limit: number
  readonly offset: number
}

export async function listPage(reader: ScopedReader, list: IdentityList, choice: ListChoice): Promise<ListPage> {
  const { search, limit, offset } = choice
  const found = matching(list, search)
  const page = sql`select * from (${found}) as list order by place limit ${limit}::bigint offset ${offset}::bigint`
  const [counted] = await read<{ rows: number }>(reader, sql`select count(*)::int as rows from (${found}) as list`)
  return { rows: await read<ListRow>(reader, page), rowCount: counted?.rows ?? 0 }
}

/** How many rows each list has, in the order of the lists. */
export async function countLists(reader: ScopedReader): Promise<readonly number[]> {
  const counts: number[] = []
  for (const list of identityLists) {
    const [counted] = await read<{ rows: number }>(
      reader,
      sql`select count(*)::int as rows from (${list.rows}) as list`,
    )
    counts.push(counted?.rows ?? 0)
  }
  return counts
}

/** The whole list in its order: the accounts, then the columns of the page. */
export function listExport({ db }: ScopedReader, list: IdentityList, search: string): CompiledQuery<ListRow> {
  const names = ['account', ...(list.id === 'same-name' ? ['beside'] : []), ...list.columns.map(({ id }) => id)]
  const columns = sql.join(names.map((name) => sql.ref(name)))
  return sql<ListRow>`select ${columns} from (${matching(list, search)}) as list order by place`.compile(db)
}

function matching(list: IdentityList, search: string): RawBuilder<unknown> {
  if (search === '') return list.rows
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return sql`select * from (${list.rows}) as everybody where searched ilike ${pattern}`
}

/** Counting walks every account, so the answer is remembered until the data, or a decision, changes. */
async function read<R>(reader: ScopedReader, statement: RawBuilder<unknown>): Promise<readonly R[]> {
  const compiled = statement.compile(reader.db)
  const rows = async () => (await reader.db.executeQuery<Record<string, unknown>>(compiled)).rows
  const found = reader.results ? await reader.results.rows(reader, compiled, rows) : await rows()
  // Safe: as safe as the statement, whose author names the type.
  return found as readonly R[]
}
