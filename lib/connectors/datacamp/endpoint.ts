/** Where a bucket's service is, and whether it may be reached. */
import { isListedTarget, resolveTarget } from '../targets'
import { SourceError } from '../types'

/** Given explicitly even where it is the default: the SDK would look for an absent endpoint in the environment. */
export function amazonEndpoint(region: string): URL {
  return new URL(`https://s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`)
}

export async function checkEndpoint(endpoint: URL, privateTargets: readonly string[]): Promise<void> {
  const host = endpoint.hostname.replace(/^\[|\]$/g, '')
  const port = portOf(endpoint)
  await resolveTarget(host, port, privateTargets)
  if (endpoint.protocol === 'http:' && !(await isListedTarget(host, port, privateTargets))) {
    throw new SourceError('tls', `The endpoint ${endpoint.origin} is not encrypted. Use https.`)
  }
}

export function portOf(endpoint: URL): number {
  return Number(endpoint.port || (endpoint.protocol === 'http:' ? 80 : 443))
}
