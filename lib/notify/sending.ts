/** What both channels have in common. */

/** The message did not get through; what it says is shown to administrators and holds no secret. */
export class SendError extends Error {
  override name = 'SendError'
}

/** A target that does not answer must not keep the others waiting. */
export const PATIENCE_MS = 10_000

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused the connection',
  ECONNRESET: 'broke the connection off',
  EPIPE: 'broke the connection off',
  ETIMEDOUT: 'did not answer in time',
  ENOTFOUND: 'is no host that can be found',
  EAI_AGAIN: 'could not be looked up just now',
  EPROTO: 'does not speak TLS as it should',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
}

/** By the error's code: what the other side or a library says may hold addresses, names or keys. */
export function explain(host: string, error: unknown): SendError {
  if (error instanceof SendError) return error
  const code = String((error as NodeJS.ErrnoException | undefined)?.code ?? '')
  const reason =
    reasons[code] ??
    (/CERT|TLS|SSL|ALTNAME|ISSUER|SIGNATURE/.test(code) ? 'has no certificate that can be trusted' : null)
  return new SendError(`${host} ${reason ?? 'could not be reached'}${/^[A-Z_]+$/.test(code) ? ` (${code})` : ''}.`)
}
