/** A whole installation for the browser tests: database, both sources, worker and web server, until we are told to end. */
import { randomBytes } from 'node:crypto'
import { renameSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { provide } from '@/lib/env'
import { commandArgs, startNode, stopAll } from '@/lib/ops/processes'
import { stopped, stopSignal } from '@/lib/ops/stop-signal'
import { startWeb, webAnswers } from '@/lib/ops/web'
import { testDatabase } from '@/lib/testing/database'
import { productFile, type Product } from '../support/product'
import { startControl } from './control'
import { startSources } from './sources'

const HOST = '127.0.0.1'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, HOST, ready))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}

async function main(signal: AbortSignal): Promise<void> {
  const database = await testDatabase()
  const port = await freePort()
  const url = `http://${HOST}:${port}`
  provide({
    DATABASE_URL: database.url,
    SKILLSCOPE_SECRET: randomBytes(32).toString('base64'),
    APP_URL: url,
    SKILLSCOPE_PRIVATE_TARGETS: HOST,
    SKILLSCOPE_LOCAL_SOURCES: '',
    LOG_LEVEL: 'warn',
  })
  const worker = startNode('worker', commandArgs('worker'))
  const web = startWeb({ host: HOST, port })
  const sources = await startSources()
  const control = await startControl(database.app, sources)
  const end = async () => {
    await stopAll([web, worker])
    await control.stop()
    await sources.stop()
    await database.drop()
  }
  try {
    await webAnswers(web, { host: HOST, port })
    const product: Product = {
      url,
      databaseUrl: database.url,
      controlUrl: control.url,
      bucket: sources.bucket,
      skilljar: sources.skilljar,
    }
    // Renamed, so that nobody reads half of it.
    writeFileSync(`${productFile()}.new`, JSON.stringify(product), { mode: 0o600 })
    renameSync(`${productFile()}.new`, productFile())
    const ended = await Promise.race([
      stopped(signal).then(() => undefined),
      ...[web, worker].map(({ name, ended }) => ended.then((how) => `${name} (${how})`)),
    ])
    if (ended !== undefined && !signal.aborted) throw new Error(`This process ended by itself: ${ended}`)
  } finally {
    await end()
  }
}

await main(stopSignal())
process.exit(0)
