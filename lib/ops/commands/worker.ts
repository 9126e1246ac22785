import { checkEnvironment } from '@/lib/env'
import { log } from '@/lib/log'
import { startWorker } from '@/lib/refresh/worker'
import type { Command } from '../command'
import { withDatabase } from '../database'
import { stopped } from '../stop-signal'

export const worker: Command = {
  usage: 'worker',
  run: ({ signal }) =>
    withDatabase(async () => {
      checkEnvironment()
      const running = await startWorker()
      await stopped(signal)
      await running.stop()
      log.info('the worker has stopped')
    }),
}
