/**
 * ../shared/real-input behind real services: DataCamp's files in an S3 server, Skilljar's tables in a PostgreSQL. Both are
 * entered as credentials and refreshed as the worker would.
 */
import { randomBytes } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { test, type TestContext } from 'node:test'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { saveCredentials } from '@/lib/connectors/credentials'
import { env, provide } from '@/lib/env'
import { emptyDatabase, type EmptyDatabase, type TestDatabase } from './database'
import { databaseFields } from './stored-refresh'
import { installSwift, startSwift, type Swift } from './swift'

export const realInput = path.resolve(import.meta.dirname, '../../../shared/real-input')
/** The reason to skip; on a build server the input must be there. */
export const withoutRealInput = !existsSync(realInput) && !env.CI && '../shared/real-input is not beside this clone'

/** Skipped one by one: a suite that is skipped whole counts as no test at all. */
export function check(title: string, body: (context: TestContext) => void | Promise<void>): void {
  test(title, { skip: withoutRealInput }, body)
}

export interface RealSources {
  /** Why DataCamp's files come from a folder and not from S3. */
  readonly withoutS3: string | null
  stop(): Promise<void>
}

/** Starts both sources and enters their credentials. */
export async function connectRealInput(database: TestDatabase): Promise<RealSources> {
  const datacamp = path.join(realInput, 'datacamp')
  provide({
    SKILLSCOPE_SECRET: randomBytes(32).toString('base64'),
    SKILLSCOPE_PRIVATE_TARGETS: '127.0.0.1',
    SKILLSCOPE_LOCAL_SOURCES: datacamp,
  })
  const skilljar = await startSkilljar()
  let swift: Swift | undefined
  const stop = async () => {
    await swift?.stop()
    await skilljar.drop()
  }
  try {
    const { missing: withoutS3 } = await installSwift()
    swift = withoutS3 === null ? await startSwift() : undefined
    const place = swift ? await fillBucket(swift, path.join(datacamp, 'latest')) : { path: datacamp }
    await saveCredentials(database.app, 'system', 'datacamp', place)
    await saveCredentials(database.app, 'system', 'skilljar', databaseFields(skilljar.url))
    return { withoutS3, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const BUCKET = 'acme-datacamp'

/** What an administrator enters for it. */
async function fillBucket(swift: Swift, folder: string) {
  await swift.createBucket(BUCKET)
  await swift.upload(BUCKET, 'latest', folder)
  const { endpoint, region, accessKeyId, secretAccessKey } = swift
  return { bucket: BUCKET, region, accessKeyId, secretAccessKey, endpoint, forcePathStyle: 'on' }
}

async function startSkilljar(): Promise<EmptyDatabase> {
  const folder = path.join(realInput, 'skilljar')
  const database = await emptyDatabase()
  await database.pool.query(readFileSync(path.join(folder, 'schema.sql'), 'utf8'))
  const client = await database.pool.connect()
  try {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.csv'))) {
      const table = client.escapeIdentifier(file.slice(0, -'.csv'.length))
      const copy = client.query(copyFrom(`copy public.${table} from stdin (format csv, header)`))
      await pipeline(createReadStream(path.join(folder, file)), copy)
    }
  } finally {
    client.release()
  }
  return database
}
