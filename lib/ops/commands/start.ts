import { readFenceWarning } from '@/lib/db/migrate/readers'
import { env } from '@/lib/env'
import { whySqlIsClosed } from '@/lib/sql/access'
import { bringUpToDate } from '../bring-up-to-date'
import { buildWeb, isBuilt } from '../build'
import type { Command } from '../command'
import { withDatabase } from '../database'
import { commandArgs, startNode } from '../processes'
import { supervise } from '../supervise'
import { assertPortFree, startWeb, webAnswers } from '../web'

export const start: Command = {
  usage: 'start            (web server and worker, migrations first; PORT, HOST)',
  run: ({ signal }) => {
    const listen = { host: env.HOST, port: env.PORT }
    return withDatabase(async () => {
      await assertPortFree(listen, 'PORT=3001 npm start')
      for (const name of await bringUpToDate()) console.error(`Applied migration ${name}.`)
      const warning = await readFenceWarning(env.DATABASE_URL)
      if (warning !== null) console.error(warning)
      const closed = await whySqlIsClosed()
      if (closed !== null) console.error(`The page for SQL stays closed. ${closed}`)
      if (!isBuilt()) await buildWeb(signal)
      const web = startWeb(listen)
      const worker = startNode('worker', commandArgs('worker'))
      const running = supervise([web, worker], signal)
      await Promise.race([running, webAnswers(web, listen)])
      if (!signal.aborted) console.log(`Skillscope listens on http://${listen.host}:${listen.port} (${env.APP_URL}).`)
      return running
    })
  },
}
