/**
 * Sealed values: AES-256-GCM with a fresh key per value, that key wrapped by the sealing key. The place a value belongs
 * to is part of what is authenticated, so a ciphertext copied to another connector, field or version does not open; one
 * copied to another installation meets another sealing key.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Key, KeyRing } from './key'
import { remember } from './known'
import { Secret } from './secret'

const FORMAT = 'v1'
const IV_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

/** Where a sealed value belongs. */
export interface Place {
  readonly connectorId: string
  readonly field: string
  readonly version: number
}

/** The value was made with another key, for another place, or was changed. */
export class SealBroken extends Error {
  override name = 'SealBroken'

  constructor(place: Place, why: string) {
    super(`The stored ${place.field} of ${place.connectorId} cannot be opened: ${why}. Enter it again.`)
  }
}

export function seal(plain: string | Secret, place: Place, key: Key): string {
  const own = randomBytes(KEY_BYTES)
  const text = plain instanceof Secret ? plain.reveal() : plain
  remember(text)
  const aad = authenticated(place)
  const value = encrypt(own, Buffer.from(text, 'utf8'), aad)
  return write({ keyId: key.id, ...value, wrapped: wrap(own, key, aad) })
}

export function unseal(sealed: string, place: Place, ring: KeyRing): Secret {
  const { parts, own, aad } = openEnvelope(sealed, place, ring)
  return guarded(place, () => {
    const text = decrypt(own, parts.iv, parts.text, parts.tag, aad).toString('utf8')
    remember(text)
    return new Secret(text)
  })
}

/** Whether `unseal` would give the value. */
export function opens(sealed: string, place: Place, ring: KeyRing): boolean {
  try {
    unseal(sealed, place, ring)
    return true
  } catch (error) {
    if (error instanceof SealBroken) return false
    throw error
  }
}

/** The same value under the current key: its own key is wrapped anew, the ciphertext stays. Proven by opening it. */
export function rewrap(sealed: string, place: Place, ring: KeyRing): string {
  const { parts, own, aad } = openEnvelope(sealed, place, ring)
  const anew = write({ ...parts, keyId: ring.current.id, wrapped: wrap(own, ring.current, aad) })
  const before = unseal(sealed, place, ring)
  const after = unseal(anew, place, { current: ring.current, former: [] })
  if (before.reveal() !== after.reveal()) throw new SealBroken(place, 'its new envelope holds something else')
  return anew
}

/** Which key a value was sealed with, by its id; null: the format is unknown. */
export function keyIdOf(sealed: string): string | null {
  const [format, keyId] = sealed.split('|')
  return format === FORMAT && keyId ? keyId : null
}

interface Parts {
  readonly keyId: string
  readonly iv: Buffer
  readonly text: Buffer
  readonly tag: Buffer
  /** IV, ciphertext and tag of the value's own key. */
  readonly wrapped: Buffer
}

function write({ keyId, iv, text, tag, wrapped }: Parts): string {
  return [FORMAT, keyId, ...[iv, text, tag, wrapped].map((part) => part.toString('base64url'))].join('|')
}

function openEnvelope(sealed: string, place: Place, ring: KeyRing) {
  const [format, keyId = '', iv, text, tag, wrapped, ...rest] = sealed.split('|')
  if (format !== FORMAT) throw new SealBroken(place, 'its format is unknown')
  const key = [ring.current, ...ring.former].find(({ id }) => id === keyId)
  if (!key) throw new SealBroken(place, 'it was sealed with another SKILLSCOPE_SECRET')
  if (rest.length > 0) throw new SealBroken(place, 'it is damaged')
  return guarded(place, () => {
    const parts: Parts = { keyId, iv: decode(iv), text: decode(text), tag: decode(tag), wrapped: decode(wrapped) }
    const aad = authenticated(place)
    const end = parts.wrapped.length - TAG_BYTES
    const [ivOfKey, sealedKey, tagOfKey] = [
      parts.wrapped.subarray(0, IV_BYTES),
      parts.wrapped.subarray(IV_BYTES, end),
      parts.wrapped.subarray(end),
    ]
    return { parts, aad, own: decrypt(key.bytes, ivOfKey, sealedKey, tagOfKey, aad) }
  })
}

/** What node:crypto says differs by what was damaged; an attacker learns nothing from ours. */
function guarded<T>(place: Place, work: () => T): T {
  try {
    return work()
  } catch {
    throw new SealBroken(place, 'it is damaged or belongs to another place')
  }
}

function authenticated({ connectorId, field, version }: Place): Buffer {
  return Buffer.from([FORMAT, connectorId, field, version].join('|'), 'utf8')
}

function wrap(own: Buffer, key: Key, aad: Buffer): Buffer {
  const { iv, text, tag } = encrypt(key.bytes, own, aad)
  return Buffer.concat([iv, text, tag])
}

function encrypt(key: Buffer, plain: Buffer, aad: Buffer) {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(aad)
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return { iv, text, tag: cipher.getAuthTag() }
}

function decrypt(key: Buffer, iv: Buffer, text: Buffer, tag: Buffer, aad: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(aad).setAuthTag(tag)
  return Buffer.concat([decipher.update(text), decipher.final()])
}

/** Only the one canonical spelling is accepted: base64url decoding alone ignores stray characters and loose bits. */
function decode(part: string | undefined): Buffer {
  const bytes = Buffer.from(part ?? '', 'base64url')
  if (part === undefined || bytes.toString('base64url') !== part) throw new Error('not base64url')
  return bytes
}
