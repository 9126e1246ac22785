/** One mail through the server that the operator names in SMTP_URL. What went wrong is told without the password. */
import { createTransport, type SendMailOptions } from 'nodemailer'
import { remember } from '@/lib/secrets/known'
import { explain, PATIENCE_MS, SendError } from './sending'

export interface MailServer {
  readonly url: string
  readonly from: string
}

/** Throws SendError. */
export async function sendBySmtp(mail: Omit<SendMailOptions, 'from'>, server: MailServer): Promise<void> {
  const { hostname, password } = new URL(server.url)
  remember(decodeURIComponent(password))
  const transport = createTransport({
    url: server.url,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail({ ...mail, from: server.from })
  } catch (error) {
    throw describe(hostname, error)
  } finally {
    transport.close()
  }
}

function describe(host: string, error: unknown): SendError {
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  const answer = responseCode === undefined ? '' : ` It answered with ${responseCode}.`
  if (code === 'EAUTH')
    return new SendError(`${host} refused the sign-in. Check user and password in SMTP_URL.${answer}`)
  if (code === 'EENVELOPE') return new SendError(`${host} did not take a message to this address.${answer}`)
  if (code === 'ETLS') return new SendError(`${host} offers no encryption that can be trusted. Check SMTP_URL.`)
  if (code === 'EMESSAGE' || code === 'EPROTOCOL') return new SendError(`${host} did not take the message.${answer}`)
  return explain(host, error)
}
