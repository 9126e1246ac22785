/**
 * Reads one large file of a bucket in a process of its own with a small heap. The suite reads a tenth of a gigabyte; the long
 * run (lib/faults) a whole one: `readLargeObject({ megabytes: 1_000, heapMegabytes: 256 })`.
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { startS3Stub } from '@/lib/testing/s3-stub'
import { courses } from './delivery'

export interface LargeRead {
  readonly rows: number
  readonly bytes: number
  readonly startRss: number
  readonly peakRss: number
}

export interface LargeReadOptions {
  /** Of CSV, unpacked. */
  readonly megabytes: number
  readonly heapMegabytes: number
  readonly packed?: boolean
  /** Where the body is cut, again and again. */
  readonly cutAfter?: number
}

const head = 'user_id,xp\n'
const ROWS_PER_BLOCK = 50_000
/** A mebibyte: one in three rows is quoted, as names with a comma are. */
const block = Buffer.from(
  Array.from({ length: ROWS_PER_BLOCK }, (_, row) => {
    const id = String(row).padStart(9, '0')
    return row % 3 === 0 ? `"${id}, ""x""",${id}\n` : `${id}xxxx,${id}\n`
  }).join(''),
)

export async function readLargeObject(options: LargeReadOptions): Promise<LargeRead & { expectedRows: number }> {
  const times = Math.ceil((options.megabytes * 1_000_000) / block.length)
  const stub = await startS3Stub()
  try {
    const key = options.packed ? 'latest/course_fact.csv.gz' : 'latest/course_fact.csv'
    stub.put('latest/course_dim.csv', courses)
    // A gzip file may be made of several.
    const pack = (bytes: Buffer) => (options.packed ? gzipSync(bytes) : bytes)
    stub.put(key, { head: pack(Buffer.from(head)), block: pack(block), times })
    if (options.cutAfter) stub.fault({ method: 'get', key, after: 1, kind: { cutAfter: options.cutAfter } })
    const { stdout } = await promisify(execFile)(process.execPath, [
      `--max-old-space-size=${options.heapMegabytes}`,
      '--import',
      'tsx',
      `${import.meta.dirname}/large-object-reader.ts`,
      stub.endpoint,
      stub.bucket,
      stub.accessKeyId,
    ])
    return { ...(JSON.parse(stdout) as LargeRead), expectedRows: times * ROWS_PER_BLOCK }
  } finally {
    await stub.stop()
  }
}
