/** The secrets that this process has seen in the clear, so that the log and every stored message can leave them out. */

/** Shorter ones would take ordinary words out of every sentence. */
const LEAST_LENGTH = 6
const MOST_SECRETS = 200
const MASK = '***'

/** Every way in which each secret may be written; the oldest go first when there are too many. */
const known = new Map<string, readonly string[]>()

export function remember(secret: string): void {
  if (secret.length < LEAST_LENGTH) return
  known.delete(secret)
  known.set(secret, writings(secret))
  const oldest = known.keys().next().value
  if (known.size > MOST_SECRETS && oldest !== undefined) known.delete(oldest)
}

/** Takes every known secret out of a text, also where it was encoded. */
export function hideKnown(text: string): string {
  let hidden = text
  for (const forms of known.values()) {
    for (const form of forms) if (hidden.includes(form)) hidden = hidden.replaceAll(form, MASK)
  }
  return hidden
}

/** Longest first, because a short writing may be a part of a longer one. */
export function writings(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8')
  const base64 = bytes.toString('base64')
  const hex = bytes.toString('hex')
  const json = JSON.stringify(secret).slice(1, -1)
  const url = encoded(secret)
  const forms = [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    base64,
    // Where it is only the beginning of what was encoded, its last characters depend on what follows.
    base64.replace(/.?=*$/, ''),
    bytes.toString('base64url'),
    hex,
    hex.toUpperCase(),
    url,
    url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    url.replaceAll('%20', '+'),
    secret.replace(/[&<>"']/g, (character) => entities[character] ?? character),
  ]
  return [...new Set(forms)].filter((form) => form.length >= LEAST_LENGTH).sort((a, b) => b.length - a.length)
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
}

/** encodeURIComponent refuses half of a surrogate pair, which a secret may hold. */
function encoded(secret: string): string {
  return encodeURIComponent(Buffer.from(secret, 'utf8').toString('utf8'))
}
