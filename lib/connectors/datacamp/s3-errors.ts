/** What S3 answers, in plain words. The store's own texts never reach people: they may name accounts and keys. */
import { SourceChanged, SourceError } from '../types'

export interface S3Place {
  readonly bucket: string
  readonly region: string
  readonly host: string
  readonly key?: string
}

const networkCodes: Record<string, (place: S3Place) => SourceError> = {
  ECONNREFUSED: ({ host }) => new SourceError('host', `${host} refused the connection. Check endpoint and port.`, true),
  ECONNRESET: ({ host }) => new SourceError('network', `The connection to ${host} was cut.`, true),
  EPIPE: ({ host }) => new SourceError('network', `The connection to ${host} was cut.`, true),
  ETIMEDOUT: silent,
  ENETUNREACH: ({ host }) => new SourceError('host', `There is no way to ${host} from this machine.`, true),
  EHOSTUNREACH: ({ host }) => new SourceError('host', `There is no way to ${host} from this machine.`, true),
  EPROTO: ({ host }) => new SourceError('tls', `${host} does not speak TLS on this port. Check the endpoint.`),
}

const answers: Record<string, (place: S3Place) => SourceError> = {
  NoSuchBucket: noBucket,
  NoSuchKey: removed,
  AccessDenied: ({ bucket, key }) =>
    new SourceError(
      'permission',
      `Access to ${key ?? `the bucket ${bucket}`} was denied. Check the access key; it needs s3:ListBucket and s3:GetObject.`,
    ),
  InvalidAccessKeyId: () =>
    new SourceError('login', 'The access key id is not known. Copy it again from DataCamp’s Data Connector page.'),
  SignatureDoesNotMatch: () =>
    new SourceError('login', 'The secret access key does not belong to the access key id. Enter both again.'),
  ExpiredToken: () => new SourceError('login', 'The access key has expired. Ask DataCamp for a new one.'),
  RequestTimeTooSkewed: () =>
    new SourceError('clock', 'This machine’s clock differs too much from the bucket’s. Set the clock and try again.'),
  AuthorizationHeaderMalformed: wrongRegion,
  IllegalLocationConstraintException: wrongRegion,
  PermanentRedirect: wrongRegion,
  PreconditionFailed: ({ key }) => new SourceChanged(`${key ?? 'An object'} was replaced while it was read.`),
  RequestTimeout: silent,
  InvalidBucketName: ({ bucket }) => new SourceError('bucket', `"${bucket}" is no bucket name. Check the bucket name.`),
}

function wrongRegion({ bucket, region }: S3Place): SourceError {
  return new SourceError('region', `The bucket ${bucket} is not in the region ${region}. Check the region.`)
}

function noBucket({ bucket }: S3Place): SourceError {
  return new SourceError('bucket', `There is no bucket named ${bucket}. Check the bucket name.`)
}

function removed({ key }: S3Place): SourceError {
  return new SourceChanged(`${key ?? 'An object'} was removed while it was read.`)
}

function silent({ host }: S3Place): SourceError {
  return new SourceError('timeout', `${host} did not answer in time.`, true)
}

const byStatus: Record<number, string> = {
  301: 'PermanentRedirect',
  307: 'PermanentRedirect',
  401: 'AccessDenied',
  403: 'AccessDenied',
  412: 'PreconditionFailed',
}

interface Failure {
  name?: string
  code?: string
  cause?: unknown
  $metadata?: { httpStatusCode?: number }
}

export function explainS3(error: unknown, place: S3Place): SourceError {
  if (error instanceof SourceError) return error
  const failure = error as Failure
  if (failure.cause instanceof SourceError) return failure.cause
  const status = failure.$metadata?.httpStatusCode
  const known = answers[failure.name ?? ''] ?? answers[byStatus[status ?? 0] ?? '']
  if (known) return known(place)
  if (status === 404) return place.key === undefined ? noBucket(place) : removed(place)
  if (status === 503 || status === 429) {
    return new SourceError('busy', `${place.host} asks to slow down and did so at every attempt.`, true)
  }
  if (status !== undefined && status >= 500) {
    return new SourceError('server', `${place.host} answered with an error (status ${status}) at every attempt.`, true)
  }
  const code = failure.code ?? ''
  if (/^(CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|HOSTNAME_MISMATCH)/.test(code)) {
    return new SourceError('tls', `${place.host} has no certificate that this machine trusts. Check the endpoint.`)
  }
  const network = networkCodes[code]
  if (network) return network(place)
  // The SDK calls a cut connection so as well; its code was more precise.
  if (failure.name === 'TimeoutError') return silent(place)
  if (status !== undefined)
    return new SourceError('server', `${place.host} gave an answer that is no S3 answer (status ${status}).`)
  return new SourceError(
    'network',
    `${place.host} could not be asked (${code || failure.name || 'unknown error'}).`,
    true,
  )
}
