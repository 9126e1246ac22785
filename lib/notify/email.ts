/** A message as plain text by SMTP, through the server that the operator names in SMTP_URL. */
import { createTransport } from 'nodemailer'
import { remember } from '@/lib/secrets/known'
import type { Message } from './message'
import { explain, PATIENCE_MS, SendError } from './sending'

export interface MailServer {
  readonly url: string
  readonly from: string
}

export async function sendEmail(
  { id, address, message }: { id: string; address: string; message: Pick<Message, 'title' | 'paragraphs' | 'link'> },
  server: MailServer,
): Promise<void> {
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
    await transport.sendMail({
      from: server.from,
      to: address,
      subject: `Skillscope: ${message.title}`,
      text: [...message.paragraphs, message.link].join('\n\n'),
      // Stable, so that a message that comes twice after a crash is recognised as one.
      messageId: `<${id}@skillscope>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
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
