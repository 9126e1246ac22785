/** The key that wraps every sealed value's own key. It is derived, so that the same master secret may serve elsewhere. */
import { createHash, hkdfSync } from 'node:crypto'

export interface Key {
  /** Tells keys apart without saying anything about them. */
  readonly id: string
  readonly bytes: Buffer
}

/** `master`: 32 random bytes in base64 (SKILLSCOPE_SECRET). */
export function sealingKey(master: string): Key {
  const secret = Buffer.from(master, 'base64')
  if (secret.length !== 32) throw new Error('The master secret must be 32 bytes in base64.')
  const bytes = Buffer.from(hkdfSync('sha256', secret, 'skillscope', 'connector credentials', 32))
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 12), bytes }
}
