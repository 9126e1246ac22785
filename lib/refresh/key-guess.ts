/** The key of a row as one text, the same from a raw row as from a row in the database: `42`, or `["7", "a"]` where several columns make it. */
import type { Table } from '@/lib/catalogue/types'
import { quote } from './mirror'

/** `values`: coerced, in the order of the key. */
export function keyText(table: Table, values: readonly string[]): string {
  const plain = values.map((value, index) => {
    const kind = table.columns.find(({ name }) => name === table.key[index])?.kind
    // 007 is 7 once it is a number.
    return kind === 'bigint' || kind === 'integer' ? BigInt(value).toString() : value
  })
  return plain.length === 1 ? (plain[0] as string) : `[${plain.map((value) => JSON.stringify(value)).join(', ')}]`
}

export function keySql(table: Table, alias: string): string {
  const texts = table.key.map((name) => `${alias}.${quote(name)}::text`)
  return texts.length === 1 ? (texts[0] as string) : `jsonb_build_array(${texts.join(', ')})::text`
}
