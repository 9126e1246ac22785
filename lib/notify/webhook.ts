/**
 * A message as an HTTPS POST with a JSON body, signed. It goes only where connectors may go, and to no other place than the
 * one that was entered: redirects are not followed.
 */
import { createHmac, randomBytes } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import { checkEndpoint, portOf } from '@/lib/connectors/datacamp/endpoint'
import { guardedLookup } from '@/lib/connectors/targets'
import { SourceError } from '@/lib/connectors/types'
import type { Secret } from '@/lib/secrets/secret'
import type { Message } from './message'
import { explain, PATIENCE_MS, SendError } from './sending'

export interface WebhookOptions {
  readonly privateTargets: readonly string[]
  /** A certificate authority besides the well-known ones. */
  readonly ca?: string
}

const LONGEST_ADDRESS = 2_000

export function newSigningKey(): string {
  return `whsec_${randomBytes(32).toString('base64url')}`
}

/** What the receiver computes too: HMAC-SHA256 over timestamp, a dot, and the body as it came. */
export function signature(key: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex')}`
}

/** Throws SendError for an address that no message may go to; returns it as it is stored. */
export async function checkWebhook(address: string, { privateTargets }: WebhookOptions): Promise<string> {
  const url = parseAddress(address)
  try {
    await checkEndpoint(url, privateTargets)
  } catch (error) {
    throw error instanceof SourceError ? new SendError(error.message) : error
  }
  return url.href
}

export async function postWebhook(
  { id, address, key, message, at }: { id: string; address: string; key: Secret; message: Message; at: Date },
  options: WebhookOptions,
  signal: AbortSignal,
): Promise<void> {
  const { connectorId, runId, paragraphs, ...said } = message
  const body = { id, at: at.toISOString(), source: connectorId, run: runId, text: paragraphs.join(' '), ...said }
  await postSigned({ id, address, key, body }, options, signal)
}

/** Throws SendError. */
export async function postSigned(
  { id, address, key, body }: { id: string; address: string; key: Secret; body: object },
  options: WebhookOptions,
  signal: AbortSignal,
): Promise<void> {
  const url = new URL(await checkWebhook(address, options))
  const text = JSON.stringify(body)
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const status = await post(url, options, signal, text, {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    'user-agent': 'Skillscope',
    'skillscope-delivery': id,
    'skillscope-timestamp': timestamp,
    'skillscope-signature': signature(key.reveal(), timestamp, text),
  })
  if (status >= 300 && status < 400) {
    throw new SendError(
      `${url.host} answered with a redirect (${status}), which is not followed. Enter the final address.`,
    )
  }
  if (status < 200 || status >= 300) throw new SendError(`${url.host} answered with the status ${status}.`)
}

function parseAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || !/^https?:$/.test(url.protocol) || address.length > LONGEST_ADDRESS) {
    throw new SendError('Enter an address that starts with https://.')
  }
  if (url.username !== '' || url.password !== '') {
    throw new SendError('Leave user and password out of the address; messages are signed instead.')
  }
  return url
}

/** Resolves with the status; what the receiver says besides is not read. */
function post(
  url: URL,
  { privateTargets, ca }: WebhookOptions,
  signal: AbortSignal,
  body: string,
  headers: Record<string, string>,
): Promise<number> {
  const late = AbortSignal.timeout(PATIENCE_MS)
  return new Promise((resolve, reject) => {
    const client = url.protocol === 'http:' ? http : https
    const request = client.request(url, {
      method: 'POST',
      headers,
      agent: false,
      signal: AbortSignal.any([signal, late]),
      // The address that was checked is the one that is connected to.
      lookup: guardedLookup(portOf(url), privateTargets),
      ...(ca !== undefined && { ca }),
    })
    request.on('response', (response) => {
      resolve(response.statusCode ?? 0)
      request.destroy()
    })
    request.on('error', (error) => {
      if (late.aborted) reject(new SendError(`${url.host} did not answer within ${PATIENCE_MS / 1_000} seconds.`))
      else reject(error instanceof SourceError ? new SendError(error.message) : explain(url.host, error))
    })
    request.end(body)
  })
}
