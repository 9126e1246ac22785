/** A small S3 server for tests: listing with pages, reading with If-Match and Range, and faults on order. Signatures are not verified. */
import { createHash } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'

interface StubObject {
  readonly body: StubBody
  readonly lastModified: Date
  readonly etag: string
  readonly contentEncoding?: string
}

/** Bytes that need not all be in memory. */
interface StubBody {
  readonly size: number
  slice(from: number, end: number): Iterable<Buffer>
}

/** `head`, and then `block` so many times: a large file for little memory. */
export interface RepeatedBody {
  readonly head: string | Buffer
  readonly block: Buffer
  readonly times: number
}

/** What goes wrong with a request; `times`: how often (default: always). */
export interface Fault {
  readonly method?: 'list' | 'get'
  /** Of this key only; of listings of this prefix. */
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
    /** Says nothing at all, and drops the connection. */
    | { dropConnection: true }
    | { redirectTo: string }
    /** Any other answer, like a proxy's login page. */
    | { answer: { readonly status: number; readonly body: string; readonly headers?: http.OutgoingHttpHeaders } }
    /** Replaces the object right before answering. */
    | { replaceWith: Buffer | (() => Buffer) }
}

export interface S3Stub {
  readonly endpoint: string
  readonly bucket: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** What was asked, like "GET latest/x.csv bytes=0-9". */
  readonly requests: string[]
  put(key: string, body: string | Buffer | RepeatedBody, lastModified?: Date): void
  /** Tells something else of an object than its body would. */
  declare(key: string, told: Partial<Pick<StubObject, 'etag' | 'lastModified' | 'contentEncoding'>>): void
  remove(key: string): void
  fault(fault: Fault): void
  clearFaults(): void
  stop(): Promise<void>
}

export async function startS3Stub({ pageSize = 1000, accessKeyId = 'AKIASTUBSTUBSTUB1234' } = {}): Promise<S3Stub> {
  const bucket = 'acme-datacamp'
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
    const fault = take(method, key || (url.searchParams.get('prefix') ?? ''))
    if (fault && 'dropConnection' in fault) return void request.socket.destroy()
    if (fault && 'answer' in fault) {
      return void response.writeHead(fault.answer.status, fault.answer.headers).end(fault.answer.body)
    }
    if (fault && 'status' in fault) return fail(response, fault.status, fault.code)
    if (fault && 'redirectTo' in fault) return void response.writeHead(307, { location: fault.redirectTo }).end()
    if (method === 'list') return list(response, url.searchParams)
    if (fault && 'replaceWith' in fault) {
      const { replaceWith } = fault
      objects.set(key, describe(typeof replaceWith === 'function' ? replaceWith() : replaceWith, new Date()))
    }
    send(request, response, key, fault)
  })

  function list(response: http.ServerResponse, query: URLSearchParams): void {
    const prefix = query.get('prefix') ?? ''
    const from = Number(query.get('continuation-token') ?? '0')
    const delimiter = query.get('delimiter')
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort()
    const entries = [...new Set(keys.map((key) => upTo(delimiter, key, prefix.length)))]
    const page = entries.slice(from, from + pageSize)
    const isTruncated = from + pageSize < entries.length
    const contents = page.map((entry) => {
      const object = objects.get(entry)
      if (!object) return `<CommonPrefixes><Prefix>${escape(entry)}</Prefix></CommonPrefixes>`
      const { etag, body, lastModified } = object
      return `<Contents><Key>${escape(entry)}</Key><LastModified>${lastModified.toISOString()}</LastModified><ETag>${escape(etag)}</ETag><Size>${body.size}</Size></Contents>`
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
    const { size } = object.body
    const end = Math.min(range?.[2] ? Number(range[2]) + 1 : size, size)
    if (range && from >= size) return fail(response, 416, 'InvalidRange')
    const headers: http.OutgoingHttpHeaders = { etag: object.etag, 'last-modified': object.lastModified.toUTCString() }
    if (object.contentEncoding) headers['content-encoding'] = object.contentEncoding
    if (range) headers['content-range'] = `bytes ${from}-${end - 1}/${size}`
    if (!fault || !('shortAfter' in fault)) headers['content-length'] = end - from
    response.writeHead(range ? 206 : 200, headers)
    if (request.method === 'HEAD') return void response.end()
    const first = (bytes: number) => Buffer.concat([...object.body.slice(from, Math.min(end, from + bytes))])
    if (fault && 'shortAfter' in fault) return void response.end(first(fault.shortAfter))
    if (fault && 'hangAfter' in fault) return void response.write(first(fault.hangAfter))
    if (fault && 'cutAfter' in fault) {
      response.write(first(fault.cutAfter), () => setTimeout(() => response.destroy(), 20))
      return
    }
    Readable.from(object.body.slice(from, end)).pipe(response)
  }

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bucket,
    accessKeyId,
    secretAccessKey: 'stub-secret',
    requests,
    put: (key, body, lastModified = new Date()) => void objects.set(key, describe(body, lastModified)),
    declare(key, told) {
      const object = objects.get(key)
      if (!object) throw new Error(`There is no ${key} in the bucket.`)
      objects.set(key, { ...object, ...told })
    },
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

function describe(body: string | Buffer | RepeatedBody, lastModified: Date): StubObject {
  const isRepeated = typeof body === 'object' && 'times' in body
  const bytes = isRepeated
    ? Buffer.concat([Buffer.from(body.head), body.block, Buffer.from(String(body.times))])
    : Buffer.from(body)
  const etag = `"${createHash('md5').update(bytes).digest('hex')}"`
  return { body: isRepeated ? repeated(body) : inMemory(bytes), lastModified, etag }
}

function inMemory(bytes: Buffer): StubBody {
  return { size: bytes.length, slice: (from, end) => [bytes.subarray(from, end)] }
}

function repeated({ head, block, times }: RepeatedBody): StubBody {
  const start = Buffer.from(head)
  const size = start.length + block.length * times
  return {
    size,
    *slice(from, end) {
      if (from < start.length) yield start.subarray(from, Math.min(end, start.length))
      for (let position = Math.max(from, start.length); position < end;) {
        const inBlock = (position - start.length) % block.length
        const piece = block.subarray(inBlock, Math.min(block.length, inBlock + end - position))
        yield piece
        position += piece.length
      }
    },
  }
}

/** An entry of a listing with a delimiter: the key, or the folder it lies in. */
function upTo(delimiter: string | null, key: string, from: number): string {
  const end = delimiter ? key.indexOf(delimiter, from) : -1
  return end === -1 ? key : key.slice(0, end + 1)
}

function fail(response: http.ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>remote text with AKIALEAK</Message></Error>`)
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
