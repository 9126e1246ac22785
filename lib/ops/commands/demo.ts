import path from 'node:path'
import { usableFolder } from '@/lib/db/embedded/folder'
import { tryLock } from '@/lib/db/embedded/lock'
import { env, isSet, provide } from '@/lib/env'
import { bringUpToDate } from '../bring-up-to-date'
import { buildWeb, isBuilt } from '../build'
import { CommandError, wholeNumber, type Command, type Invocation } from '../command'
import { withDatabase, type OpenDatabase } from '../database'
import { assertDemoHome, demoFolder, newState, readState, writeState, type DemoState, type Size } from '../demo/home'
import { ensureLogins } from '../demo/logins'
import { ensureSeats } from '../demo/seats'
import { refreshSources } from '../demo/refresh-sources'
import { allowSources, connectSources, makeSources, sourcesExist } from '../demo/sources'
import { commandArgs, startNode, stopAll, type Running } from '../processes'
import { step } from '../progress'
import { unlessStopped } from '../stop-signal'
import { supervise } from '../supervise'
import { assertPortFree, startWeb, webAnswers, type Listen } from '../web'

const DEFAULTS: Size = { people: 2_000, months: 18, seed: 1 }

/** What was asked for; without options, what the home has. */
function wantedSize(invocation: Invocation, known: Size = DEFAULTS): Size {
  return {
    people: wholeNumber(invocation, 'people', known.people, 10, 1_000_000),
    months: wholeNumber(invocation, 'months', known.months, 1, 120),
    seed: wholeNumber(invocation, 'seed', known.seed, 0),
  }
}

function announce({ logins }: DemoState, seconds: number): void {
  const widest = Math.max(...logins.map(({ email }) => email.length))
  const lines = logins.map(({ email, role, password }) => `  ${role.padEnd(8)} ${email.padEnd(widest)}  ${password}`)
  console.log(`\nSkillscope demo: ${env.APP_URL}   (ready in ${seconds.toFixed(1)} s)\n`)
  console.log(`Sign in as\n${lines.join('\n')}\n\nCtrl-C stops it; the data stays for the next start.`)
}

/** One demo per home: a second one would work on the same queue with other settings. */
async function alone<T>(home: string, work: () => Promise<T>): Promise<T> {
  const attempt = tryLock(path.join(usableFolder(demoFolder(home)), 'running'))
  if ('holder' in attempt) {
    throw new CommandError(`A demo of ${home} runs already (process ${attempt.holder}). Stop it first.`)
  }
  try {
    return await work()
  } finally {
    attempt.release()
  }
}

async function prepare(home: string, size: Size, database: OpenDatabase, signal: AbortSignal) {
  const { embedded } = database
  if (!embedded) throw new CommandError('The demo brings its own database. Unset DATABASE_URL.')
  await step('Migrating the database', () => unlessStopped(signal, bringUpToDate()))
  allowSources(home, embedded)

  const known = readState(home) ?? newState(size)
  const same = JSON.stringify(known.size) === JSON.stringify(size)
  const state = { ...known, size }
  const anew = !same || !known.sourcesReady || !sourcesExist(home)
  if (anew) {
    writeState(home, { ...state, sourcesReady: false })
    const label = `Creating sources (${size.people.toLocaleString('en')} people)`
    await step(label, (report) => unlessStopped(signal, makeSources(home, embedded, state, report)))
  }
  await connectSources(home, embedded, state)
  return { state, anew }
}

async function run(home: string, listen: Listen, size: Size, signal: AbortSignal): Promise<number> {
  const began = Date.now()
  const children: Running[] = []
  const logFile = (name: string) => path.join(demoFolder(home), `${name}.log`)
  return withDatabase(async (database) => {
    try {
      const { state, anew } = await prepare(home, size, database, signal)
      children.push(startNode('worker', commandArgs('worker'), { logFile: logFile('worker') }))
      await refreshSources(signal, { anew })
      writeState(home, { ...state, sourcesReady: true })
      await ensureLogins(state)
      await ensureSeats(state)
      if (!isBuilt()) await step('Building the pages', () => buildWeb(signal, logFile('build')))

      const listening = { ...listen, logFile: logFile('web') }
      const web = startWeb(listening)
      children.push(web)
      await step('Starting the web server', () => unlessStopped(signal, webAnswers(web, listening)))
      announce(state, (Date.now() - began) / 1000)
      return await supervise(children, signal)
    } finally {
      await stopAll(children)
    }
  })
}

export const demo: Command = {
  usage: 'demo [--people N] [--months M] [--seed N] [--port P]',
  options: {
    people: { type: 'string' },
    months: { type: 'string' },
    seed: { type: 'string' },
    port: { type: 'string' },
  },
  async run(invocation) {
    if (isSet('DATABASE_URL')) throw new CommandError('The demo brings its own database. Unset DATABASE_URL.')
    const home = env.SKILLSCOPE_HOME
    const size = wantedSize(invocation, readState(home)?.size)
    const listen = { host: env.HOST, port: wholeNumber(invocation, 'port', env.PORT, 1, 65_535) }
    provide({ PORT: String(listen.port) })
    await assertPortFree(listen, `npm run demo -- --port ${listen.port + 1}`)
    assertDemoHome(home)
    return alone(home, async () => {
      // Marks the home as a demo's before there is anything else in it.
      if (!readState(home)) writeState(home, newState(size))
      return run(home, listen, size, invocation.signal)
    })
  },
}
