/** The product under test as the test files know it: where it is, its sources, and how to reach behind it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { env } from '@/lib/env'

export interface Product {
  /** Where the web server answers. */
  readonly url: string
  readonly databaseUrl: string
  /** Moves the sources and makes accounts, see product/control.ts. */
  readonly controlUrl: string
  readonly bucket: {
    readonly endpoint: string
    readonly bucket: string
    readonly accessKeyId: string
    readonly secretAccessKey: string
  }
  readonly skilljar: {
    readonly host: string
    readonly port: number
    readonly database: string
    readonly user: string
    readonly password: string
  }
}

export const productFile = () => path.join(env.SKILLSCOPE_HOME, 'product.json')

let known: Product | undefined
export const product = (): Product => (known ??= JSON.parse(readFileSync(productFile(), 'utf8')) as Product)

/** Rows as plain text, the way psql prints them: no code of the product between. */
export async function query(text: string, values: readonly unknown[] = []): Promise<(string | null)[][]> {
  const client = new pg.Client({
    connectionString: product().databaseUrl,
    types: { getTypeParser: () => (value: string) => value },
  })
  await client.connect()
  try {
    await client.query(`set timezone to 'UTC'`)
    const { rows } = await client.query<(string | null)[]>({ text, values: [...values], rowMode: 'array' })
    return rows
  } finally {
    await client.end()
  }
}

/** The single value of a query. */
export async function value(text: string, values: readonly unknown[] = []): Promise<string> {
  const rows = await query(text, values)
  const found = rows[0]?.[0]
  if (found === null || found === undefined) throw new Error(`Nothing was found by: ${text}`)
  return found
}
