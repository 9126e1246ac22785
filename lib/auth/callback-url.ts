/** Where a sign-in may lead: a path of this site, nothing else. */
const HERE = 'https://here.invalid'

export function safeCallback(wanted: string | null | undefined, fallback = '/overview'): string {
  // Browsers read a backslash as a slash and drop tabs and line breaks, so those never pass.
  if (!wanted || !wanted.startsWith('/') || /[\\\p{Cc}]/u.test(wanted) || !URL.canParse(wanted, HERE)) return fallback
  const { origin, pathname, search, hash } = new URL(wanted, HERE)
  // Looked at after the dots are resolved: "/..//evil.example" becomes the address of another site.
  return origin === HERE && !pathname.startsWith('//') ? pathname + search + hash : fallback
}
