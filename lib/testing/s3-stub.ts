/** A small S3 server for tests: listing with pages, reading with If-Match and Range, and faults on order. Signatures are not verified. */
import { createHash } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface StubObject {
  body: Buffer
  lastModified: Date
  etag: string
}

/** What goes wrong with a request; `times`: how often (default: always). */
export interface Fault {
  readonly method?: 'list' | 'get'
  /** Of this key only. */
  readonly key?: string
  /** Only after this many requests that would have matched. */
  readonly after?: number
  readonly times?: number
  readonly kind:
    | { status: number; code: string }
    /** Sends so many bytes of the body, then closes the connection. */
    | { cutAfter: number }
    /** Sends so many bytes and ends as if that were all, without Content-Length. */
    | { shortAfter: number }
    /** Sends so many bytes, then nothing more. */
    | { hangAfter: number }
    | { redirectTo: string }
    /** Replaces the object right before answering. */
    | { replaceWith: Buffer }
}

export interface S3Stub {
  readonly endpoint: string
  readonly bucket: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** What was asked, like "GET latest/x.csv bytes=0-9". */
  readonly requests: string[]
  put(key: string, body: string | Buffer, lastModified?: Date): void
  remove(key: string): void
  fault(fault: Fault): void
  clearFaults(): void
  stop(): Promise<void>
}

export async function startS3Stub({ pageSize = 1000 } = {}): Promise<S3Stub> {
  const bucket = 'acme-datacamp'
  const accessKeyId = 'AKIASTUBSTUBSTUB1234'
  const objects = new Map<string, StubObject>()
  const requests: string[] = []
  let faults: (Fault & { seen: number; done: number })[] = []

  function take(method: 'list' | 'get', key: string): Fault['kind'] | undefined {
    for (const fault of faults) {
      if ((fault.method && fault.method !== method) || (fault.key !== undefined && fault.key !== key)) continue
      if (fault.seen++ < (fault.after ?? 0) || fault.done >= (fault.times ?? Infinity)) continue
      fault.done++
      return fault.kind
    }
    return undefined
  }

  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://stub')
    const [, name = '', ...rest] = url.pathname.split('/').map(decodeURIComponent)
    const key = rest.join('/')
    const method = key === '' ? 'list' : 'get'
    requests.push(
      [request.method, key || `list ${url.searchParams.get('prefix') ?? ''}`, request.headers.range]
        .filter(Boolean)
        .join(' '),
    )

    if (!(request.headers.authorization ?? '').includes(`Credential=${accessKeyId}/`)) {
      return fail(response, 403, 'InvalidAccessKeyId')
    }
    if (name !== bucket) return fail(response, 404, 'NoSuchBucket')
    const fault = take(method, key)
    if (fault && 'status' in fault) return fail(response, fault.status, fault.code)
    if (fault && 'redirectTo' in fault) return void response.writeHead(307, { location: fault.redirectTo }).end()
    if (method === 'list') return list(response, url.searchParams)
    if (fault && 'replaceWith' in fault) objects.set(key, describe(fault.replaceWith, new Date()))
    send(request, response, key, fault)
  })

  function list(response: http.ServerResponse, query: URLSearchParams): void {
    const prefix = query.get('prefix') ?? ''
    const from = Number(query.get('continuation-token') ?? '0')
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort()
    const page = keys.slice(from, from + pageSize)
    const isTruncated = from + pageSize < keys.length
    const contents = page.map((key) => {
      const { etag, body, lastModified } = objects.get(key) as StubObject
      return `<Contents><Key>${escape(key)}</Key><LastModified>${lastModified.toISOString()}</LastModified><ETag>${escape(etag)}</ETag><Size>${body.length}</Size></Contents>`
    })
    const next = isTruncated ? `<NextContinuationToken>${from + pageSize}</NextContinuationToken>` : ''
    response.writeHead(200, { 'content-type': 'application/xml' })
    response.end(
      `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><IsTruncated>${isTruncated}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`,
    )
  }

  function send(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    key: string,
    fault: Fault['kind'] | undefined,
  ): void {
    const object = objects.get(key)
    if (!object) return fail(response, 404, 'NoSuchKey')
    const wanted = request.headers['if-match']
    if (wanted !== undefined && wanted !== object.etag) return fail(response, 412, 'PreconditionFailed')
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
    const from = Number(range?.[1] ?? 0)
    const end = Math.min(range?.[2] ? Number(range[2]) + 1 : object.body.length, object.body.length)
    if (range && from >= object.body.length) return fail(response, 416, 'InvalidRange')
    const body = object.body.subarray(from, end)
    const headers: http.OutgoingHttpHeaders = { etag: object.etag, 'last-modified': object.lastModified.toUTCString() }
    if (range) headers['content-range'] = `bytes ${from}-${end - 1}/${object.body.length}`
    if (!fault || !('shortAfter' in fault)) headers['content-length'] = body.length
    response.writeHead(range ? 206 : 200, headers)
    if (request.method === 'HEAD') return void response.end()
    if (fault && 'shortAfter' in fault) return void response.end(body.subarray(0, fault.shortAfter))
    if (fault && 'hangAfter' in fault) return void response.write(body.subarray(0, fault.hangAfter))
    if (fault && 'cutAfter' in fault) {
      response.write(body.subarray(0, fault.cutAfter), () => setTimeout(() => response.destroy(), 20))
      return
    }
    response.end(body)
  }

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bucket,
    accessKeyId,
    secretAccessKey: 'stub-secret',
    requests,
    put: (key, body, lastModified = new Date()) => objects.set(key, describe(Buffer.from(body), lastModified)),
    remove: (key) => void objects.delete(key),
    fault: (fault) => void faults.push({ ...fault, seen: 0, done: 0 }),
    clearFaults: () => void (faults = []),
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function describe(body: Buffer, lastModified: Date): StubObject {
  return { body, lastModified, etag: `"${createHash('md5').update(body).digest('hex')}"` }
}

function fail(response: http.ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>remote text with AKIALEAK</Message></Error>`)
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
