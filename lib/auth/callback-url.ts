/** Where a sign-in may lead: a path of this site, nothing else. */
const HERE = 'https://here.invalid'

export function safeCallback(wanted: string | null | undefined, fallback = '/overview'): string {
  // Browsers read a backslash as a slash and drop tabs and line breaks, so those never pass.
  if (!wanted || !wanted.startsWith('/') || /^\/[/\\]|[\\\p{Cc}]/u.test(wanted)) return fallback
  if (!URL.canParse(wanted, HERE)) return fallback
  const url = new URL(wanted, HERE)
  return url.origin === HERE ? url.pathname + url.search + url.hash : fallback
}
