import { app } from '@/lib/db/app'
import { checkEnvironment } from '@/lib/env'
import { log } from '@/lib/log'
import { startWorker } from '@/lib/refresh/worker'
import { hasRightSecret, WRONG_SECRET } from '@/lib/secrets/sentinel'
import type { Command } from '../command'
import { withDatabase } from '../database'
import { stopped } from '../stop-signal'

export const worker: Command = {
  usage: 'worker',
  run: ({ signal }) =>
    withDatabase(async () => {
      checkEnvironment()
      // A source that needs no secret goes on; the others say that their credentials are to be entered again.
      if (!(await hasRightSecret(app()))) log.error(WRONG_SECRET)
      const running = await startWorker()
      await stopped(signal)
      await running.stop()
      log.info('the worker has stopped')
    }),
}
