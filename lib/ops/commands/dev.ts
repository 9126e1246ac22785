import { env } from '@/lib/env'
import { bringUpToDate } from '../bring-up-to-date'
import type { Command } from '../command'
import { withDatabase } from '../database'
import { commandArgs, startNode } from '../processes'
import { supervise } from '../supervise'
import { assertPortFree } from '../web'

export const dev: Command = {
  usage: 'dev              (web server that follows changes, and worker)',
  run: ({ signal }) =>
    withDatabase(async () => {
      const listen = { host: env.HOST, port: env.PORT }
      await assertPortFree(listen, 'PORT=3001 npm run dev')
      await bringUpToDate()
      const args = ['node_modules/next/dist/bin/next', 'dev', '-H', listen.host, '-p', String(listen.port)]
      const nextAuth = { NEXTAUTH_URL: env.APP_URL }
      const web = startNode('web', ['--import', './lib/ops/follow-parent.mjs', ...args], {
        env: { NODE_ENV: 'development', NEXT_TELEMETRY_DISABLED: '1', ...nextAuth },
      })
      return supervise([web, startNode('worker', commandArgs('worker'))], signal)
    }),
}
