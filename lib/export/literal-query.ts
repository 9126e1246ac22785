/**
 * Writes a query with its values as literals, because COPY takes no parameters. The values come from the query's tree,
 * one by one, so no text is searched for placeholders; each is written as the untyped literal that a parameter is.
 */
import { PostgresQueryCompiler, sql, type CompiledQuery, type Expression, type RawBuilder } from 'kysely'
import pg from 'pg'

class LiteralCompiler extends PostgresQueryCompiler {
  written = 0

  protected override appendValue(value: unknown): void {
    this.written += 1
    this.append(literal(value))
  }
}

export function literalQuery(query: CompiledQuery): string {
  const compiler = new LiteralCompiler()
  const text = compiler.compileQuery(query.query, query.queryId).sql
  if (compiler.written !== query.parameters.length) {
    throw new Error('A query with hand-numbered parameters cannot be exported: build it with kysely’s sql template.')
  }
  return text
}

/** A finished query as the FROM of another. */
export function subquery(query: CompiledQuery): RawBuilder<unknown> {
  literalQuery(query)
  const tree: Expression<unknown> = { expressionType: undefined, toOperationNode: () => query.query }
  return sql`(${tree})`
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  return pg.escapeLiteral(withoutNul(Array.isArray(value) ? arrayText(value) : scalarText(value)))
}

/** As node-pg would send it. Other objects have no single spelling; ours never occur. */
function scalarText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  throw new Error(`A value of type ${typeof value} cannot be written into an export’s query: pass it as text.`)
}

function arrayText(values: readonly unknown[]): string {
  const items = values.map((value) => {
    if (value === null || value === undefined) return 'NULL'
    return Array.isArray(value) ? arrayText(value) : `"${scalarText(value).replace(/[\\"]/g, '\\$&')}"`
  })
  return `{${items.join(',')}}`
}

/** PostgreSQL holds no NUL, and on the wire one would end the statement early. */
function withoutNul(text: string): string {
  if (text.includes('\0')) throw new Error('A value of an export’s query contains a NUL character, which no text can.')
  return text
}
