/**
 * A bucket, read with exactly the credentials given: nothing of the machine's own AWS settings (environment, ~/.aws,
 * instance role) plays a part. Each object is read with If-Match, and a cut body goes on from where it was cut.
 */
import type { Readable } from 'node:stream'
import {
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
  type GetObjectCommandOutput,
  type ListObjectsV2CommandOutput,
} from '@aws-sdk/client-s3'
import { withIdleLimit } from '../idle-limit'
import { SourceChanged, SourceError } from '../types'
import { Attempts, withAttempts } from './attempts'
import { amazonEndpoint, checkEndpoint } from './endpoint'
import type { ObjectStore, StoredObject } from './object-store'
import { explainS3, type S3Place } from './s3-errors'
import { s3Limits, s3Settings, type Bucket, type S3Limits } from './s3-settings'

/** A bucket of DataCamp's holds some thirty objects per day. */
const MOST_PAGES = 1_000

export async function openS3Store(
  source: Bucket,
  privateTargets: readonly string[],
  limits: S3Limits = s3Limits,
): Promise<ObjectStore> {
  const endpoint = source.endpoint === undefined ? amazonEndpoint(source.region) : new URL(source.endpoint)
  await checkEndpoint(endpoint, privateTargets)
  const client = new S3Client(s3Settings(source, endpoint, privateTargets, limits))
  const place: S3Place = { bucket: source.bucket, region: source.region, host: endpoint.hostname }

  const asking = <T>(signal: AbortSignal, work: () => Promise<T>) =>
    withAttempts(limits, signal, work, (error) => explainS3(error, place))

  /** Every page of a listing; a page that fails is asked for again by itself. */
  async function* pages(
    query: { Prefix?: string; Delimiter?: string },
    signal: AbortSignal,
  ): AsyncGenerator<ListObjectsV2CommandOutput> {
    let token: string | undefined
    for (let page = 0; page < MOST_PAGES; page++) {
      const from = token === undefined ? {} : { ContinuationToken: token }
      const command = new ListObjectsV2Command({ Bucket: source.bucket, ...query, ...from })
      const answer = await asking(signal, () => client.send(command, { abortSignal: signal }))
      yield answer
      if (!answer.IsTruncated) return
      if (!answer.NextContinuationToken || answer.NextContinuationToken === token) break
      token = answer.NextContinuationToken
    }
    throw new SourceError('server', `The listing of ${query.Prefix ?? ''} in ${place.bucket} does not come to an end.`)
  }

  async function fetchBody(
    object: StoredObject,
    from: number,
    to: number,
    declared: Declared,
    signal: AbortSignal,
  ): Promise<Readable> {
    const isPart = from > 0 || to < object.size
    const answer = await client.send(
      new GetObjectCommand({
        Bucket: source.bucket,
        Key: object.key,
        IfMatch: object.etag,
        ...(isPart ? { Range: `bytes=${from}-${to - 1}` } : {}),
      }),
      { abortSignal: signal },
    )
    const body = answer.Body as Readable
    const problem = unlikeAsked(answer, object, isPart ? `bytes ${from}-${to - 1}/${object.size}` : null)
    const encoding = encodingOf(answer.ContentEncoding)
    declared.encoding ??= encoding
    if (!problem && declared.encoding === encoding) return body
    body.destroy()
    throw problem ?? replaced(object)
  }

  /** Bytes up to `end`; a body that is cut or falls silent is asked for from where it stopped. */
  async function* bytesOf(
    object: StoredObject,
    end: number,
    declared: Declared,
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array, void> {
    const attempts = new Attempts(limits, signal)
    let position = 0
    while (position < end) {
      const start = position
      try {
        const body = await fetchBody(object, position, end, declared, signal)
        for await (const chunk of withIdleLimit(body, limits.idleMs, object.key)) {
          position += chunk.length
          if (position > end) throw new SourceChanged(`${object.key} is longer than its listing says.`)
          yield chunk
        }
        if (position < end) {
          throw new SourceError('cut', `${object.key} was cut off: ${position} of ${end} bytes arrived.`, true)
        }
      } catch (error) {
        signal.throwIfAborted()
        await attempts.afterFailure(explainS3(error, { ...place, key: object.key }), position - start)
      }
    }
  }

  return {
    label: `bucket ${source.bucket}`,

    async folders(signal) {
      const names: string[] = []
      for await (const { CommonPrefixes } of pages({ Delimiter: '/' }, signal)) {
        for (const { Prefix } of CommonPrefixes ?? []) if (Prefix) names.push(Prefix.replace(/\/$/, ''))
      }
      return names
    },

    async list(folder, signal) {
      const objects: StoredObject[] = []
      for await (const { Contents } of pages({ Prefix: `${folder}/` }, signal)) {
        for (const { Key, ETag, Size, LastModified } of Contents ?? []) {
          if (Key === undefined || ETag === undefined || Size === undefined || LastModified === undefined) {
            throw new SourceError('server', `${place.host} gave a listing without keys, sizes or dates.`)
          }
          objects.push({ key: Key, etag: ETag, size: Size, lastModified: LastModified })
        }
      }
      return objects
    },

    async start(object, bytes, signal) {
      const declared: Declared = { encoding: undefined }
      const chunks: Uint8Array[] = []
      for await (const chunk of bytesOf(object, Math.min(bytes, object.size), declared, signal)) chunks.push(chunk)
      return { bytes: Buffer.concat(chunks), encoding: declared.encoding || null }
    },

    read: (object, { signal, encoding }) => bytesOf(object, object.size, { encoding: encoding ?? '' }, signal),

    close: () => client.destroy(),
  }
}

/** What the first answer said of the object's encoding, '' for nothing; every later answer has to say the same. */
interface Declared {
  encoding: string | undefined
}

/** Some services add how they signed the upload to what the object is. */
function encodingOf(header: string | undefined): string {
  const encodings = (header ?? '').toLowerCase().split(',')
  return encodings
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity' && name !== 'aws-chunked')
    .join(', ')
}

/** `range`: the part that was asked for; null: the whole object. */
function unlikeAsked(answer: GetObjectCommandOutput, object: StoredObject, range: string | null): SourceError | null {
  // A login page of a proxy is a 200 as well, but has no ETag.
  if (answer.ETag === undefined) {
    return new SourceError('server', `${object.key} was answered with something that is no S3 object.`, true)
  }
  const isWhole = answer.ContentLength === undefined || answer.ContentLength === object.size
  const isAsAsked = range === null ? isWhole : answer.ContentRange === range
  return isAsAsked && answer.ETag === object.etag ? null : replaced(object)
}

function replaced(object: StoredObject): SourceChanged {
  return new SourceChanged(`${object.key} was replaced while it was read.`)
}
