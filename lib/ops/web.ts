/** The web server as a child process, and whether its port is free and it answers. */
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { env } from '@/lib/env'
import { SERVER } from './build'
import { CommandError } from './command'
import { lastLines, startNode, webFlags, type Running } from './processes'

const ANSWERS_WITHIN_MS = 60_000

export interface Listen {
  host: string
  port: number
  logFile?: string
}

/** Fails with one sentence, before anything else is started, when the port cannot be had. */
export function assertPortFree({ host, port }: Listen, hint: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${error.code})`
      reject(new CommandError(`Port ${port} on ${host} ${reason}. Stop what uses it, or choose another: ${hint}.`))
    })
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()))
  })
}

export function startWeb({ host, port, logFile }: Listen): Running {
  const preload = path.resolve('lib/ops/follow-parent.mjs')
  return startNode('web', [...webFlags, '--import', preload, SERVER], {
    env: {
      NODE_ENV: 'production',
      HOSTNAME: host,
      PORT: String(port),
      NEXTAUTH_URL: env.APP_URL,
      NEXT_TELEMETRY_DISABLED: '1',
    },
    ...(logFile && { logFile }),
  })
}

/** Waits for the first answer; fails when the server ends before. */
export async function webAnswers(web: Running, { host, port, logFile }: Listen): Promise<void> {
  const address = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}/healthz`
  const giveUpAt = Date.now() + ANSWERS_WITHIN_MS
  let ended: number | string | undefined
  void web.ended.then((how) => (ended = how))
  while (Date.now() < giveUpAt && ended === undefined) {
    const answered = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(5_000) }).then(
      (response) => response.ok,
      () => false,
    )
    if (answered) return
    await sleep(100)
  }
  const log = logFile ? `\n${lastLines(logFile)}` : ''
  throw new CommandError(`The web server ${ended === undefined ? 'does not answer' : `ended (${ended})`}.${log}`)
}
