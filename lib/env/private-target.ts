/** An entry of SKILLSCOPE_PRIVATE_TARGETS: what the operator lets connectors and webhooks reach although it is private. */
import { BlockList, isIP } from 'node:net'

export interface PrivateTarget {
  readonly host: string | null
  readonly addresses: BlockList | null
  readonly port: number | null
}

const LONGEST_HOST = 253
const HIGHEST_PORT = 65_535

/** A DNS name or an IP literal, nothing that a driver could take for a path, a list or an address in disguise. */
export function isHost(text: string): boolean {
  if (text.length === 0 || text.length > LONGEST_HOST) return false
  if (isIP(text) !== 0) return !text.includes('%')
  const labels = text.replace(/\.$/, '').split('.')
  if (!labels.every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(label))) return false
  // A last label of digits makes resolvers read the whole as a number: 2130706433, 0177.0.0.1, 0x7f.1 are 127.0.0.1.
  return !/^(0x[0-9a-f]*|\d+)$/i.test(labels.at(-1) ?? '')
}

/** "host", "host:5432", "10.0.0.0/8", "10.0.0.0/8:5432", "::1", "[fd00::/8]:5432"; null: none of these. */
export function parsePrivateTarget(text: string): PrivateTarget | null {
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text)
  const plain = /^([^:]+)(?::(\d{1,5}))?$/.exec(text)
  const [, target = text, portText] = bracketed ?? plain ?? [text, text]
  const port = portText === undefined ? null : Number(portText)
  if (port !== null && (port < 1 || port > HIGHEST_PORT)) return null
  const [network = '', prefixText, ...rest] = target.split('/')
  const version = isIP(network)
  if (version === 0) {
    return isHost(target) ? { host: target.toLowerCase().replace(/\.$/, ''), addresses: null, port } : null
  }
  const bits = version === 4 ? 32 : 128
  // An empty prefix must not read as 0, which is every address there is.
  if (rest.length > 0 || (prefixText !== undefined && !/^\d{1,3}$/.test(prefixText))) return null
  const prefix = prefixText === undefined ? bits : Number(prefixText)
  if (prefix > bits) return null
  const addresses = new BlockList()
  addresses.addSubnet(network, prefix, version === 4 ? 'ipv4' : 'ipv6')
  return { host: null, addresses, port }
}
