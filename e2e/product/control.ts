/** A door for the tests, beside the product: accounts, and sources that change or fail. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { createUser, type NewUser } from '@/lib/auth/users'
import type { App } from '@/lib/db/app'
import type { Fault } from '@/lib/testing/s3-stub'
import type { Sources } from './sources'

export type Order =
  | { readonly order: 'account'; readonly account: NewUser }
  | { readonly order: 'fault'; readonly fault: Fault }
  | { readonly order: 'put'; readonly key: string; readonly body: string }
  | { readonly order: 'row'; readonly table: string; readonly firstField: string }
  | { readonly order: 'shorten'; readonly table: string; readonly share: number }
  | { readonly order: 'restore' }

export async function startControl(app: App, sources: Sources): Promise<{ url: string; stop(): Promise<void> }> {
  const { stub, deliver } = sources
  /** Returns what the test may want to compare with. */
  async function obey(order: Order): Promise<string> {
    switch (order.order) {
      case 'account':
        await createUser(app, 'system', order.account)
        break
      case 'fault':
        stub.fault(order.fault)
        break
      case 'put':
        stub.put(order.key, order.body)
        break
      case 'row':
        return sources.deliverRow(order.table, order.firstField)
      case 'shorten':
        await sources.shorten(order.table, order.share)
        break
      case 'restore':
        stub.clearFaults()
        await deliver()
    }
    return ''
  }

  const server = http.createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (part: string) => (text += part))
    request.on('end', () => {
      obey(JSON.parse(text) as Order).then(
        (answer) => response.end(answer),
        (error: unknown) => response.writeHead(500).end(String(error)),
      )
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
