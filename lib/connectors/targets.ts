/**
 * Where connectors may connect to. A host is resolved once, its address is checked, and exactly that address is used, so
 * neither a private name nor a name that changes its address between check and use (DNS rebinding) gets through.
 */
import { lookup as dnsLookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { parsePrivateTarget, type PrivateTarget } from '@/lib/env/private-target'
import { SourceError } from './types'

export interface Address {
  readonly address: string
  readonly family: number
}

export type Resolve = (host: string) => Promise<readonly Address[]>

const privateV4 = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  privateV4.addSubnet(network, prefix)
}

// Everything outside 2000::/3 is private, mapped or reserved; inside it these carry IPv4 addresses or examples.
const publicV6 = new BlockList()
publicV6.addSubnet('2000::', 3, 'ipv6')
const privateV6 = new BlockList()
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const) {
  privateV6.addSubnet(network, prefix, 'ipv6')
}

/** The address to connect to; refuses private ones that `allowed` does not list. */
export async function resolveTarget(
  host: string,
  port: number,
  allowed: readonly string[],
  resolve: Resolve = resolveByDns,
): Promise<Address> {
  const name = host.toLowerCase().replace(/\.$/, '')
  const addresses = isIP(name)
    ? [{ address: name, family: isIP(name) }]
    : await resolve(name).catch(explainLookup(host))
  const usable = permitted(name, port, addresses, allowed)
  if (!usable) throw refusal(host)
  return usable
}

/** For clients that resolve by themselves (HTTP agents): checks at every connection. */
export function guardedLookup(
  port: number,
  allowed: readonly string[],
  resolve: Resolve = resolveByDns,
): LookupFunction {
  return (host, options, callback) => {
    resolveTarget(host, port, allowed, resolve).then(
      ({ address, family }) => (options.all ? callback(null, [{ address, family }]) : callback(null, address, family)),
      (error: unknown) => callback(error as NodeJS.ErrnoException, '', 4),
    )
  }
}

/** Whether the operator listed this target; plain HTTP is only spoken to such. */
export async function isListedTarget(host: string, port: number, allowed: readonly string[]): Promise<boolean> {
  const name = host.toLowerCase()
  const addresses = isIP(name) ? [{ address: name, family: isIP(name) }] : await resolveByDns(name).catch(() => [])
  const entries = allowed.map(parseAllowed)
  return addresses.some((address) => entries.some((entry) => lists(entry, name, port, address)))
}

function permitted(
  name: string,
  port: number,
  addresses: readonly Address[],
  allowed: readonly string[],
): Address | undefined {
  const entries = allowed.map(parseAllowed)
  return addresses.find(
    (address) => isPublic(address.address) || entries.some((entry) => lists(entry, name, port, address)),
  )
}

function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !privateV4.check(address)
  return publicV6.check(address, 'ipv6') && !privateV6.check(address, 'ipv6')
}

function lists(entry: PrivateTarget, name: string, port: number, { address }: Address): boolean {
  if (entry.port !== null && entry.port !== port) return false
  if (entry.host !== null) return entry.host === name
  return entry.addresses?.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6') ?? false
}

function parseAllowed(text: string): PrivateTarget {
  const target = parsePrivateTarget(text)
  if (target) return target
  throw new Error(`SKILLSCOPE_PRIVATE_TARGETS has "${text}", which is no host or CIDR with an optional port.`)
}

function resolveByDns(host: string): Promise<readonly Address[]> {
  return new Promise((found, failed) => {
    dnsLookup(host, { all: true }, (error, addresses) => (error ? failed(error) : found(addresses)))
  })
}

function explainLookup(host: string) {
  return (error: unknown): never => {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EAI_AGAIN') throw new SourceError('host', `The name ${host} could not be looked up just now.`, true)
    throw new SourceError('host', `There is no host named ${host}. Check the spelling of the host.`)
  }
}

/** One sentence for open and closed ports alike: the connector form is no port scanner. */
function refusal(host: string): SourceError {
  return new SourceError(
    'private_target',
    `${host} is a private address, which Skillscope does not reach. If it is meant, the operator adds it to SKILLSCOPE_PRIVATE_TARGETS.`,
  )
}
