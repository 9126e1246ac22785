/**
 * A bucket, read with exactly the credentials given: nothing of the machine's own AWS settings (environment, ~/.aws,
 * instance role) plays a part. Each object is read with If-Match, and a cut body goes on from where it was cut.
 */
import http from 'node:http'
import https from 'node:https'
import type { Readable } from 'node:stream'
import { GetObjectCommand, ListObjectsV2Command, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import type { Secret } from '@/lib/secrets/secret'
import { withIdleLimit } from '../idle-limit'
import { guardedLookup } from '../targets'
import { SourceChanged, SourceError } from '../types'
import { amazonEndpoint, checkEndpoint, portOf } from './endpoint'
import type { ObjectStore, StoredObject } from './object-store'
import { explainS3, type S3Place } from './s3-errors'

export interface Bucket {
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: Secret
  readonly secretAccessKey: Secret
  /** Absent: Amazon's own. */
  readonly endpoint?: string | undefined
  readonly forcePathStyle?: boolean | undefined
}

export interface S3Limits {
  readonly attempts: number
  readonly connectMs: number
  /** Until the first byte of an answer, and between two bytes of a body. */
  readonly idleMs: number
  /** Longest pause between two attempts at a body. */
  readonly pauseMs: number
}

export const s3Limits: S3Limits = { attempts: 4, connectMs: 10_000, idleMs: 60_000, pauseMs: 5_000 }

const MAX_SOCKETS = 8
/** A bucket of DataCamp's holds some thirty objects per day. */
const MOST_PAGES = 1_000

export async function openS3Store(
  source: Bucket,
  privateTargets: readonly string[],
  limits: S3Limits = s3Limits,
): Promise<ObjectStore> {
  const endpoint = source.endpoint === undefined ? amazonEndpoint(source.region) : new URL(source.endpoint)
  await checkEndpoint(endpoint, privateTargets)
  const client = new S3Client(settings(source, endpoint, privateTargets, limits))
  const place: S3Place = { bucket: source.bucket, region: source.region, host: endpoint.hostname }

  async function fetchBody(object: StoredObject, from: number, to: number, signal: AbortSignal): Promise<Readable> {
    const answer = await client.send(
      new GetObjectCommand({
        Bucket: source.bucket,
        Key: object.key,
        IfMatch: object.etag,
        ...(from > 0 || to < object.size ? { Range: `bytes=${from}-${to - 1}` } : {}),
      }),
      { abortSignal: signal },
    )
    const body = answer.Body as Readable
    const isPart = answer.ContentRange?.startsWith(`bytes ${from}-${to - 1}/${object.size}`)
    const asAsked =
      from > 0 || to < object.size
        ? isPart === true
        : answer.ContentLength === undefined || answer.ContentLength === object.size
    if (!asAsked || (answer.ETag !== undefined && answer.ETag !== object.etag)) {
      body.destroy()
      throw new SourceChanged(`${object.key} was replaced while it was read.`)
    }
    if (answer.ContentEncoding && answer.ContentEncoding !== 'identity') {
      body.destroy()
      throw new SourceError(
        'malformed',
        `${object.key} is compressed (${answer.ContentEncoding}); Skillscope reads plain CSV.`,
      )
    }
    return body
  }

  return {
    label: `bucket ${source.bucket}`,

    async list(folder, signal) {
      const objects: StoredObject[] = []
      let token: string | undefined
      for (let page = 0; page < MOST_PAGES; page++) {
        const answer = await client
          .send(
            new ListObjectsV2Command({
              Bucket: source.bucket,
              Prefix: `${folder}/`,
              ...(token === undefined ? {} : { ContinuationToken: token }),
            }),
            { abortSignal: signal },
          )
          .catch(throwUnlessAborted(signal, place))
        for (const { Key, ETag, Size, LastModified } of answer.Contents ?? []) {
          if (Key === undefined || ETag === undefined || Size === undefined || LastModified === undefined) {
            throw new SourceError('server', `${place.host} gave a listing without keys, sizes or dates.`)
          }
          objects.push({ key: Key, etag: ETag, size: Size, lastModified: LastModified })
        }
        if (!answer.IsTruncated) return objects
        if (!answer.NextContinuationToken || answer.NextContinuationToken === token) break
        token = answer.NextContinuationToken
      }
      throw new SourceError('server', `The listing of ${folder} in ${place.bucket} does not come to an end.`)
    },

    async *read(object, { signal, limit }) {
      const end = Math.min(limit ?? object.size, object.size)
      let position = 0
      for (let attempt = 1; position < end; attempt++) {
        try {
          const body = await fetchBody(object, position, end, signal)
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
          const problem = explainS3(error, { ...place, key: object.key })
          if (!problem.transient || problem instanceof SourceChanged || attempt >= limits.attempts) throw problem
          await pause(Math.min(limits.pauseMs, 200 * 2 ** attempt) * (0.5 + Math.random() / 2))
        }
      }
    },

    close: () => client.destroy(),
  }
}

/** Every setting that the SDK would otherwise look up in the environment or in ~/.aws is given. */
function settings(source: Bucket, endpoint: URL, privateTargets: readonly string[], limits: S3Limits): S3ClientConfig {
  const agent = { keepAlive: true, maxSockets: MAX_SOCKETS, lookup: guardedLookup(portOf(endpoint), privateTargets) }
  const credentials = {
    accessKeyId: source.accessKeyId.reveal(),
    secretAccessKey: source.secretAccessKey.reveal(),
  }
  return {
    endpoint: endpoint.origin,
    region: source.region,
    credentials: async () => credentials,
    forcePathStyle: source.forcePathStyle ?? false,
    followRegionRedirects: false,
    maxAttempts: limits.attempts,
    retryMode: 'standard',
    defaultsMode: 'standard',
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    useArnRegion: false,
    useAccelerateEndpoint: false,
    disableMultiregionAccessPoints: true,
    disableS3ExpressSessionAuth: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    authSchemePreference: [],
    sigv4aSigningRegionSet: [],
    userAgentAppId: 'skillscope',
    requestHandler: {
      connectionTimeout: limits.connectMs,
      requestTimeout: limits.idleMs,
      throwOnRequestTimeout: true,
      httpAgent: new http.Agent(agent),
      httpsAgent: new https.Agent(agent),
    },
  }
}

function throwUnlessAborted(signal: AbortSignal, place: S3Place) {
  return (error: unknown): never => {
    signal.throwIfAborted()
    throw explainS3(error, place)
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds))
}
