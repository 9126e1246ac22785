/** Where messages arrive in tests: a webhook receiver by HTTP or HTTPS, and a mail server. */
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import { SMTPServer } from 'smtp-server'
import type { Certificates } from '@/lib/testing/tls-proxy'

export interface Received {
  readonly path: string
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

/** What the receiver does with a request. */
type Answer = { status: number; headers?: http.OutgoingHttpHeaders } | 'nothing'

export interface WebhookReceiver {
  readonly address: string
  readonly received: Received[]
  answer(answer: Answer): void
}

export async function startWebhookReceiver(
  t: Pick<TestContext, 'after'>,
  tls?: Certificates & { host: string },
): Promise<WebhookReceiver> {
  const received: Received[] = []
  let answer: Answer = { status: 204 }
  const listener: http.RequestListener = (request, response) => {
    void text(request).then((body) => {
      received.push({ path: request.url ?? '', headers: request.headers, body })
      if (answer !== 'nothing') response.writeHead(answer.status, answer.headers).end('not read by anybody')
    })
  }
  const server = tls
    ? https.createServer({ key: tls.key, cert: tls.certificate }, listener)
    : http.createServer(listener)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    address: tls ? `https://${tls.host}:${port}/hook` : `http://127.0.0.1:${port}/hook`,
    received,
    answer: (next) => void (answer = next),
  }
}

export interface MailReceiver {
  readonly url: string
  readonly mails: { readonly to: string; readonly raw: string }[]
}

export const mailPassword = 'pl4nted-m4il-p4ss'

/** Takes mail from `skillscope` with the password above; refuses recipients at refused.example. */
export async function startMailReceiver(t: Pick<TestContext, 'after'>, password = mailPassword): Promise<MailReceiver> {
  const mails: { to: string; raw: string }[] = []
  const server = new SMTPServer({
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    logger: false,
    onAuth({ username, password: given }, _session, done) {
      if (username === 'skillscope' && given === password) done(null, { user: username })
      else done(new Error(`No, ${given} is wrong`))
    },
    onRcptTo({ address }, _session, done) {
      done(address.endsWith('@refused.example') ? new Error('Not here') : null)
    },
    onData(stream, session, done) {
      void text(stream).then((raw) => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), raw })
        done()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  t.after(() => new Promise<void>((closed) => server.close(closed)))
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://skillscope:${encodeURIComponent(mailPassword)}@127.0.0.1:${port}`, mails }
}
