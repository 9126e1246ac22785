/**
 * Whether one of our own pages caused a request. A cookie travels with requests that other sites cause; those name their
 * origin, and who names none gets nothing changed. Tokens never travel by themselves and need no such proof.
 */
import { env } from '@/lib/env'

export function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get('origin')
  if (origin === null || !URL.canParse(origin)) return false
  const { host, origin: normal } = new URL(origin)
  // The second serves those who open 127.0.0.1 where the address is set to localhost; a browser never lies about Host.
  return normal === new URL(env.APP_URL).origin || host === headers.get('host')
}
