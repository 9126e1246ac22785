/**
 * Where connectors may connect to. A host is resolved once, its address is checked, and exactly that address is used, so
 * neither a private name nor a name that changes its address between check and use (DNS rebinding) gets through.
 */
import { lookup as dnsLookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { SourceError } from './types'

export interface Address {
  readonly address: string
  readonly family: number
}

export type Resolve = (host: string) => Promise<readonly Address[]>

/** What the operator allows although it is private: SKILLSCOPE_PRIVATE_TARGETS, parsed. */
interface Allowed {
  readonly host: string | null
  readonly addresses: BlockList | null
  readonly port: number | null
}

const LONGEST_HOST = 253

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

/** A DNS name or an IP literal, nothing that a driver could take for a path, a list or an address in disguise. */
export function isHost(text: string): boolean {
  if (text.length === 0 || text.length > LONGEST_HOST) return false
  if (isIP(text) !== 0) return !text.includes('%')
  const labels = text.replace(/\.$/, '').split('.')
  if (!labels.every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(label))) return false
  // A last label of digits makes resolvers read the whole as a number: 2130706433, 0177.0.0.1, 0x7f.1 are 127.0.0.1.
  return !/^(0x[0-9a-f]*|\d+)$/i.test(labels.at(-1) ?? '')
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

function lists(entry: Allowed, name: string, port: number, { address }: Address): boolean {
  if (entry.port !== null && entry.port !== port) return false
  if (entry.host !== null) return entry.host === name
  return entry.addresses?.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6') ?? false
}

/** "host", "host:5432", "10.0.0.0/8", "10.0.0.0/8:5432", "::1", "[fd00::/8]:5432" */
function parseAllowed(text: string): Allowed {
  const malformed = () =>
    new Error(`SKILLSCOPE_PRIVATE_TARGETS has "${text}", which is no host or CIDR with an optional port.`)
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text)
  const plain = /^([^:]+)(?::(\d{1,5}))?$/.exec(text)
  const [, target = text, portText] = bracketed ?? plain ?? [text, text]
  const port = portText === undefined ? null : Number(portText)
  const [network = '', prefixText] = target.split('/')
  const version = isIP(network)
  if (version === 0) {
    if (!isHost(target)) throw malformed()
    return { host: target.toLowerCase().replace(/\.$/, ''), addresses: null, port }
  }
  const bits = version === 4 ? 32 : 128
  const prefix = prefixText === undefined ? bits : Number(prefixText)
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > bits) throw malformed()
  const addresses = new BlockList()
  addresses.addSubnet(network, prefix, version === 4 ? 'ipv4' : 'ipv6')
  return { host: null, addresses, port }
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
    `${host} is a private address, which connectors do not reach. If it is meant, the operator adds it to SKILLSCOPE_PRIVATE_TARGETS.`,
  )
}
