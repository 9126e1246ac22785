/** A statement as people read it: line breaks as written, and what each parameter stands for below. */
import type { CompiledQuery } from 'kysely'

export function readableSql(query: CompiledQuery): string {
  const lines = query.sql.split('\n').filter((line) => line.trim() !== '')
  const indent = Math.min(...lines.map((line) => line.length - line.trimStart().length))
  const parameters = query.parameters.map((value, index) => `-- $${index + 1} = ${JSON.stringify(value)}`)
  return [...lines.map((line) => line.slice(indent)), ...parameters].join('\n')
}
