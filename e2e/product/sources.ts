/** Both sources as customers have them: a bucket, and a database with a login that may only read. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createDatacamp } from '@/lib/demo/datacamp/create-datacamp'
import { people as peopleOf } from '@/lib/demo/people'
import { from as copyFrom } from 'pg-copy-streams'
import { pipeline } from 'node:stream/promises'
import { createReadStream, readFileSync } from 'node:fs'
import { emptyDatabase } from '@/lib/testing/database'
import { startS3Stub, type S3Stub } from '@/lib/testing/s3-stub'
import type { Product } from '../support/product'

export interface Sources extends Pick<Product, 'bucket' | 'skilljar'> {
  readonly stub: S3Stub
  /** Puts the delivery into the bucket as it was made. */
  deliver(): Promise<void>
  stop(): Promise<void>
}

const PEOPLE = 150
const MONTHS = 4
const SEED = 7

export async function startSources(): Promise<Sources> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'skillscope-delivery-'))
  const database = await emptyDatabase()
  const today = new Date().toISOString().slice(0, 10)
  await createDatacamp(folder, { people: peopleOf({ people: PEOPLE, months: MONTHS, seed: SEED, today }), months: MONTHS, seed: SEED, today, onProgress: () => {} })
  const real = '/work/shared/real-input/skilljar'
  await database.pool.query(readFileSync(real + '/schema.sql', 'utf8'))
  const client = await database.pool.connect()
  for (const name of ['student','enrollment','course','published_course','lesson','student_lesson_session_time_hourly','student_course_progress'])
    await pipeline(createReadStream(real + '/' + name + '.csv'), client.query(copyFrom(`copy public."${name}" from stdin csv header`)))
  client.release()
  const stub = await startS3Stub({ pageSize: 10 })
  const deliver = async () => {
    for (const file of await readdir(folder)) stub.put(`latest/${file}`, await readFile(path.join(folder, file)))
  }
  await deliver()

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
