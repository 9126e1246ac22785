/** The keys that wrap every sealed value's own key. They are derived, so that a master secret may serve elsewhere. */
import { createHash, hkdfSync } from 'node:crypto'
import { env } from '@/lib/env'
import { remember } from './known'

export interface Key {
  /** Tells keys apart without saying anything about them. */
  readonly id: string
  readonly bytes: Buffer
}

/** The key that seals, and all that open: a value names the one it was sealed with. */
export interface KeyRing {
  readonly current: Key
  readonly former: readonly Key[]
}

/** `master`: 32 random bytes in base64 (SKILLSCOPE_SECRET). */
export function sealingKey(master: string): Key {
  const secret = Buffer.from(master, 'base64')
  if (secret.length !== 32) throw new Error('The master secret must be 32 bytes in base64.')
  const bytes = Buffer.from(hkdfSync('sha256', secret, 'skillscope', 'connector credentials', 32))
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 12), bytes }
}

export function keyRing(master: string, formerMasters: readonly string[] = []): KeyRing {
  const current = sealingKey(master)
  // The current master among the former ones is a slip that does no harm.
  return { current, former: formerMasters.map(sealingKey).filter(({ id }) => id !== current.id) }
}

/** The ring of this installation: SKILLSCOPE_SECRET seals, SKILLSCOPE_OLD_SECRETS only open. */
export function ownKeyRing(): KeyRing {
  for (const master of [env.SKILLSCOPE_SECRET, ...env.SKILLSCOPE_OLD_SECRETS]) remember(master)
  return keyRing(env.SKILLSCOPE_SECRET, env.SKILLSCOPE_OLD_SECRETS)
}
