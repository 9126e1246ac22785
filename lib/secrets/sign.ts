/** Short texts that only this installation can have written, for links that work without a sign-in. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/env'

/** What a signature is good for; one for another purpose does not fit. */
type Purpose = 'unsubscribe'

export function sign(purpose: Purpose, text: string): string {
  return signed(env.SKILLSCOPE_SECRET, purpose, text).toString('base64url')
}

/** Also with a former secret: a link in an old mail still works after a rotation. */
export function isSigned(purpose: Purpose, text: string, signature: string): boolean {
  const given = Buffer.from(signature, 'base64url')
  return [env.SKILLSCOPE_SECRET, ...env.SKILLSCOPE_OLD_SECRETS].some((master) => {
    const right = signed(master, purpose, text)
    return given.length === right.length && timingSafeEqual(given, right)
  })
}

function signed(master: string, purpose: Purpose, text: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(master, 'base64'), 'skillscope', `sign ${purpose}`, 32))
  return createHmac('sha256', key).update(text).digest()
}
