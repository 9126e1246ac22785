/** The way out of a delivery, from the mail itself: it names the recipient's own line and cannot be guessed or forged. */
import { env } from '@/lib/env'
import { isSigned, sign } from '@/lib/secrets/sign'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function unsubscribeToken(recipientId: string): string {
  return `${recipientId}.${sign('unsubscribe', recipientId)}`
}

/** Null: nobody of ours wrote it. */
export function recipientOf(token: string): string | null {
  const [id = '', signature = '', ...rest] = token.split('.')
  return rest.length === 0 && UUID.test(id) && isSigned('unsubscribe', id, signature) ? id : null
}

/** What people open; it asks before it does anything, because mail programs look at links by themselves. */
export const unsubscribePage = (recipientId: string) => `${env.APP_URL}/unsubscribe/${unsubscribeToken(recipientId)}`

/** What mail programs post to when somebody presses their own button (RFC 8058). */
export const oneClick = (recipientId: string) => `${unsubscribePage(recipientId)}/one-click`
