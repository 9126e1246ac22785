/** Both sources as customers have them: a bucket, and a database with a login that may only read. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createDemoSources } from '@/lib/demo/create-sources'
import { emptyDatabase } from '@/lib/testing/database'
import { startS3Stub, type S3Stub } from '@/lib/testing/s3-stub'
import type { Product } from '../support/product'

export interface Sources extends Pick<Product, 'bucket' | 'skilljar'> {
  readonly stub: S3Stub
  /** Puts the delivery into the bucket as it was made. */
  deliver(): Promise<void>
  /** Adds a copy of a table's last row whose first field is this text, and returns it. */
  deliverRow(table: string, firstField: string): Promise<string>
  /** Delivers only the first part of a table's rows. */
  shorten(table: string, share: number): Promise<void>
  stop(): Promise<void>
}

const PEOPLE = 150
const MONTHS = 4
const SEED = 7

export async function startSources(): Promise<Sources> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'skillscope-delivery-'))
  const database = await emptyDatabase()
  await createDemoSources({
    folder,
    skilljar: database.pool,
    people: PEOPLE,
    months: MONTHS,
    seed: SEED,
    today: new Date().toISOString().slice(0, 10),
  })
  const stub = await startS3Stub({ pageSize: 10 })
  const deliver = async () => {
    for (const file of await readdir(folder)) stub.put(`latest/${file}`, await readFile(path.join(folder, file)))
  }
  await deliver()
  const deliverRow = async (table: string, firstField: string) => {
    const text = await readFile(path.join(folder, `${table}.csv`), 'utf8')
    const last = text.trimEnd().split(/\r?\n/).at(-1) ?? ''
    const row = `${firstField}${last.slice(last.indexOf(','))}`
    stub.put(`latest/${table}.csv`, `${text.trimEnd()}\n${row}\n`)
    return row
  }

  const shorten = async (table: string, share: number) => {
    const lines = (await readFile(path.join(folder, `${table}.csv`), 'utf8')).trimEnd().split(/\r?\n/)
    stub.put(`latest/${table}.csv`, `${lines.slice(0, 1 + Math.floor((lines.length - 1) * share)).join('\n')}\n`)
  }

  // Roles belong to the whole server, which other tests share.
  const reader = `reader_${randomBytes(6).toString('hex')}`
  const password = randomBytes(12).toString('hex')
  const { hostname, port, pathname } = new URL(database.url)
  await database.pool.query(`create role ${reader} login password '${password}'`)
  await database.pool.query(`grant usage on schema public to ${reader}`)
  await database.pool.query(`grant select on all tables in schema public to ${reader}`)
  return {
    stub,
    deliver,
    deliverRow,
    shorten,
    bucket: {
      endpoint: stub.endpoint,
      bucket: stub.bucket,
      accessKeyId: stub.accessKeyId,
      secretAccessKey: stub.secretAccessKey,
    },
    skilljar: { host: hostname, port: Number(port), database: pathname.slice(1), user: reader, password },
    async stop() {
      await stub.stop()
      await database.pool.query(`drop owned by ${reader}`)
      await database.pool.query(`drop role ${reader}`)
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
