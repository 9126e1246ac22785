/** How the SDK is set up: with exactly the credentials given, and nothing of the machine's own AWS settings. */
import http from 'node:http'
import https from 'node:https'
import type { S3ClientConfig } from '@aws-sdk/client-s3'
import type { Secret } from '@/lib/secrets/secret'
import { guardedLookup } from '../targets'
import type { AttemptLimits } from './attempts'
import { portOf } from './endpoint'

export interface Bucket {
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: Secret
  readonly secretAccessKey: Secret
  /** Absent: Amazon's own. */
  readonly endpoint?: string | undefined
  readonly forcePathStyle?: boolean | undefined
}

export interface S3Limits extends AttemptLimits {
  readonly connectMs: number
  /** Until the first byte of an answer, and between two bytes of a body. */
  readonly idleMs: number
}

export const s3Limits: S3Limits = {
  attempts: 4,
  connectMs: 10_000,
  idleMs: 60_000,
  pauseMs: 5_000,
  retryMs: 180_000,
}

const MAX_SOCKETS = 8
/** Every setting that the SDK would otherwise look up in the environment or in ~/.aws is given. */
export function s3Settings(
  source: Bucket,
  endpoint: URL,
  privateTargets: readonly string[],
  limits: S3Limits,
): S3ClientConfig {
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
    // Attempts counts and paces every request itself; two retrying layers would multiply each other.
    maxAttempts: 1,
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
