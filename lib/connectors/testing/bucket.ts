/** A bucket on this machine that holds one delivery, anew for each test, and the connection to it. */
import { after, afterEach, before, beforeEach } from 'node:test'
import { startS3Stub, type S3Stub } from '@/lib/testing/s3-stub'
import { connectDatacamp } from '../datacamp/connection'
import type { RawRow } from '../types'
import { courses, facts, tables } from './delivery'
import { readDelivery } from './read'

export const limits = { attempts: 3, connectMs: 2_000, idleMs: 300, pauseMs: 5, retryMs: 20_000 }

/** What an administrator enters for the stub's bucket. */
export const bucketFields = (stub: S3Stub) => ({
  bucket: stub.bucket,
  region: 'us-east-1',
  accessKeyId: stub.accessKeyId,
  secretAccessKey: 's',
  endpoint: stub.endpoint,
  forcePathStyle: true,
})

export function useBucket() {
  let stub: S3Stub
  before(async () => void (stub = await startS3Stub({ pageSize: 2 })))
  after(() => stub.stop())
  beforeEach(() => {
    stub.put('latest/course_dim.csv', courses)
    stub.put('latest/course_fact.csv', facts)
  })
  afterEach(() => {
    stub.clearFaults()
    stub.requests.length = 0
  })
  const credentials = (more: object = {}) => ({ ...bucketFields(stub), ...more })
  const connection = (more: object = {}) =>
    connectDatacamp(credentials(more), { tables, privateTargets: ['127.0.0.1'], localSources: [], limits })
  return {
    /** Only inside tests: it starts with them. */
    get stub() {
      return stub
    },
    credentials,
    connection,
    async deliver(): Promise<Record<string, RawRow[]>> {
      return readDelivery(await connection().open())
    },
  }
}
