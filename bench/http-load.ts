/** Requests over connections that stay open, each address once: what a server remembers of one helps no other. */
import http from 'node:http'
import { env } from '@/lib/env'

export interface Answered {
  readonly body: string
  /** Seconds. */
  readonly firstByte: number
  readonly lastByte: number
  /** Until the text that was waited for had arrived; null: it never did. */
  readonly textAt: number | null
}

export interface Load {
  readonly perSecond: number
  /** Seconds until the first byte of each answer. */
  readonly firstBytes: readonly number[]
}

export function connections(count: number, cookie: string) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: count })

  function get(path: string, text?: string): Promise<Answered> {
    const began = performance.now()
    const passed = () => (performance.now() - began) / 1_000
    return new Promise((resolve, reject) => {
      const request = http.get(`${env.APP_URL}${path}`, { agent, headers: { cookie } }, (response) => {
        let firstByte = 0
        let textAt: number | null = null
        // What came last, because a text may be cut in two.
        let end = ''
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => {
          firstByte ||= passed()
          chunks.push(chunk)
          if (text === undefined || textAt !== null) return
          const arrived = end + chunk.toString('latin1')
          if (arrived.includes(text)) textAt = passed()
          end = arrived.slice(-text.length)
        })
        response.on('error', reject)
        response.on('end', () => {
          const body = Buffer.concat(chunks).toString()
          if (response.statusCode === 200) resolve({ body, firstByte, lastByte: passed(), textAt })
          else reject(new Error(`${path} answered ${response.statusCode}: ${body.slice(0, 300)}`))
        })
      })
      request.on('error', reject)
    })
  }

  /** As many at once as there are connections. */
  async function load(paths: readonly string[]): Promise<Load> {
    const left = [...paths]
    const firstBytes: number[] = []
    const began = performance.now()
    const take = async () => {
      for (let path = left.shift(); path !== undefined; path = left.shift())
        firstBytes.push((await get(path)).firstByte)
    }
    await Promise.all(Array.from({ length: count }, take))
    return { perSecond: (paths.length * 1_000) / (performance.now() - began), firstBytes }
  }

  return { get, load, close: () => agent.destroy() }
}
