/** A mail taken apart by the rules of MIME alone, so that no line of what wrote it takes part. */

export interface MailPart {
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

export interface ReadMail {
  readonly headers: ReadonlyMap<string, string>
  readonly parts: readonly MailPart[]
  readonly text: string
  readonly html: string
  /** By file name. */
  file(ending: string): Buffer | undefined
}

export function readMail(raw: string): ReadMail {
  const { headers } = split(raw)
  const parts = leavesOf(raw)
  const textOf = (type: string) =>
    parts.find((part) => typeOf(part.headers).startsWith(type))?.body.toString('utf8') ?? ''
  const nameOf = ({ headers: own }: MailPart) => /filename="?([^";]+)"?/.exec(own.get('content-disposition') ?? '')?.[1]
  return {
    headers,
    parts,
    text: textOf('text/plain'),
    html: textOf('text/html'),
    file: (ending) => parts.find((part) => nameOf(part)?.endsWith(ending))?.body,
  }
}

function leavesOf(raw: string): MailPart[] {
  const { headers, body } = split(raw)
  const [, boundary] = /boundary="?([^";]+)"?/.exec(headers.get('content-type') ?? '') ?? []
  if (boundary === undefined) return [{ headers, body: decoded(body, headers.get('content-transfer-encoding') ?? '') }]
  const [, ...pieces] = `\r\n${body}`.split(`\r\n--${boundary}`)
  return pieces.filter((piece) => !piece.startsWith('--')).flatMap((piece) => leavesOf(piece.replace(/^\r\n/, '')))
}

function split(raw: string): { headers: Map<string, string>; body: string } {
  const end = raw.indexOf('\r\n\r\n')
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = lines.map((line): [string, string] => {
    const at = line.indexOf(':')
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()]
  })
  return { headers: new Map(headers), body: raw.slice(end + 4) }
}

const typeOf = (headers: ReadonlyMap<string, string>) => headers.get('content-type') ?? ''

function decoded(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  if (encoding !== 'quoted-printable') return Buffer.from(body)
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1')
}
