/**
 * Sealed values: AES-256-GCM with a fresh key per value, that key wrapped by the sealing key. The place a value belongs
 * to is part of what is authenticated, so a ciphertext copied to another connector, field or version does not open.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Key } from './key'
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
  const aad = authenticated(place)
  const value = encrypt(own, Buffer.from(plain instanceof Secret ? plain.reveal() : plain, 'utf8'), aad)
  const wrapped = encrypt(key.bytes, own, aad)
  const parts = [value.iv, value.text, value.tag, Buffer.concat([wrapped.iv, wrapped.text, wrapped.tag])]
  return [FORMAT, key.id, ...parts.map((part) => part.toString('base64url'))].join('|')
}

export function unseal(sealed: string, place: Place, key: Key): Secret {
  const [format, keyId, iv, text, tag, wrapped, ...rest] = sealed.split('|')
  if (format !== FORMAT) throw new SealBroken(place, 'its format is unknown')
  if (keyId !== key.id) throw new SealBroken(place, 'it was sealed with another SKILLSCOPE_SECRET')
  if (rest.length > 0) throw new SealBroken(place, 'it is damaged')
  try {
    const aad = authenticated(place)
    const envelope = decode(wrapped)
    const end = envelope.length - TAG_BYTES
    const own = decrypt(
      key.bytes,
      envelope.subarray(0, IV_BYTES),
      envelope.subarray(IV_BYTES, end),
      envelope.subarray(end),
      aad,
    )
    return new Secret(decrypt(own, decode(iv), decode(text), decode(tag), aad).toString('utf8'))
  } catch {
    // What node:crypto says differs by what was damaged; an attacker learns nothing from ours.
    throw new SealBroken(place, 'it is damaged or belongs to another place')
  }
}

function authenticated({ connectorId, field, version }: Place): Buffer {
  return Buffer.from([FORMAT, connectorId, field, version].join('|'), 'utf8')
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
