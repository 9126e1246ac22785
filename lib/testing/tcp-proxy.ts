/** A TCP proxy that misbehaves on order, for tests of lost and silent connections. */
import net, { type AddressInfo, type Socket } from 'node:net'

export interface TcpProxy {
  readonly port: number
  /** Connections accepted so far. */
  readonly accepted: () => number
  /** Cuts every connection once so many more bytes came from the server. */
  cutAfter(bytes: number): void
  /** Cuts every connection once so many more bytes went to the server. */
  cutAfterSent(bytes: number): void
  /** From now on nothing passes, and nobody is told. */
  blackHole(): void
  /** Each piece waits so long. */
  delay(milliseconds: number): void
  /** Every new connection is asked how many bytes in all it may carry before it is cut; Infinity: as many as it likes. */
  flap(lifetime: () => number): void
  heal(): void
  stop(): Promise<void>
}

export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  let accepted = 0
  let received = Infinity
  let sent = Infinity
  let isSilent = false
  let delayMs = 0
  let lifetime = () => Infinity

  const server = net.createServer((client) => {
    accepted++
    let left = lifetime()
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
    const forward = (to: Socket, chunk: Buffer, budget: number) => {
      if (isSilent) return
      left -= chunk.length
      const part = chunk.subarray(0, Math.max(0, Math.min(chunk.length, budget)))
      if (delayMs > 0) setTimeout(() => to.writable && to.write(part), delayMs)
      else to.write(part)
      if (budget <= chunk.length || left <= 0) end()
    }
    client.on('data', (chunk) => {
      const budget = sent
      sent -= chunk.length
      forward(upstream, chunk, budget)
    })
    upstream.on('data', (chunk) => {
      const budget = received
      received -= chunk.length
      forward(client, chunk, budget)
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))

  return {
    port: (server.address() as AddressInfo).port,
    accepted: () => accepted,
    cutAfter: (bytes) => void (received = bytes),
    cutAfterSent: (bytes) => void (sent = bytes),
    blackHole: () => void (isSilent = true),
    delay: (milliseconds) => void (delayMs = milliseconds),
    flap: (wanted) => void (lifetime = wanted),
    heal() {
      received = sent = Infinity
      isSilent = false
      delayMs = 0
      lifetime = () => Infinity
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
