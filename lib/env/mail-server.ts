/** Whether SMTP_URL is an address that mail can be sent by; else the first message would find out. */
import { isHost } from './private-target'

export function isMailServer(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password, pathname, search, hash } = new URL(text)
  if (!/^smtps?:$/.test(protocol) || !isHost(hostname.replace(/^\[|\]$/g, ''))) return false
  // An unescaped / ? or # in the password ends the host early: the rest lands here.
  if (!['', '/'].includes(pathname) || search.includes('@') || hash !== '') return false
  return isEncoded(username) && isEncoded(password)
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
