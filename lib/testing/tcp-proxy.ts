/** A TCP proxy that misbehaves on order, for tests of lost and silent connections. */
import net, { type AddressInfo, type Socket } from 'node:net'

export interface TcpProxy {
  readonly port: number
  /** Connections accepted so far. */
  readonly accepted: () => number
  /** Cuts every connection once so many more bytes came from the server. */
  cutAfter(bytes: number): void
  /** From now on nothing passes, and nobody is told. */
  blackHole(): void
  /** Each piece waits so long. */
  delay(milliseconds: number): void
  heal(): void
  stop(): Promise<void>
}

export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  let accepted = 0
  let budget = Infinity
  let isSilent = false
  let delayMs = 0

  const server = net.createServer((client) => {
    accepted++
    const upstream = net.connect(target)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('error', () => socket.destroy())
    }
    const end = () => {
      if (isSilent) return
      client.destroy()
      upstream.destroy()
    }
    client.on('close', end)
    upstream.on('close', end)
    const forward = (to: Socket, chunk: Buffer) => {
      if (isSilent) return
      if (delayMs > 0) setTimeout(() => to.writable && to.write(chunk), delayMs)
      else to.write(chunk)
    }
    client.on('data', (chunk) => forward(upstream, chunk))
    upstream.on('data', (chunk) => {
      forward(client, chunk.subarray(0, Math.max(0, Math.min(chunk.length, budget))))
      budget -= chunk.length
      if (budget <= 0) end()
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))

  return {
    port: (server.address() as AddressInfo).port,
    accepted: () => accepted,
    cutAfter: (bytes) => void (budget = bytes),
    blackHole: () => void (isSilent = true),
    delay: (milliseconds) => void (delayMs = milliseconds),
    heal() {
      budget = Infinity
      isSilent = false
      delayMs = 0
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
