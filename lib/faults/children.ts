/** Worker processes of the fault suite: one spare is always ready, and none outlives a scenario. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { TestContext } from 'node:test'
import { childEnvironment } from '@/lib/env'
import type { Order, Report } from './child'
import { within } from './within'

const END_WITHIN_MS = 30_000

export interface Child {
  readonly process: ChildProcess
  /** Resolves when the child has come to its point. */
  readonly reached: Promise<void>
  /** Exit code or signal. */
  readonly ended: Promise<number | string>
  /** How its run ended, when it did. */
  state(): string | undefined
}

interface Born {
  readonly process: ChildProcess
  readonly reports: (listener: (report: Report) => void) => void
}

let spare: Promise<Born> | undefined

/** Starts another one meanwhile, unless nobody will want it. */
async function takeChild(nodeOptions: readonly string[]): Promise<Born> {
  if (nodeOptions.length > 0) return bear(nodeOptions)
  const taken = spare ?? bear([])
  spare = undefined
  const born = await taken
  if (born.process.exitCode !== null || born.process.signalCode !== null) return bear([])
  return born
}

async function bear(nodeOptions: readonly string[]): Promise<Born> {
  const child = fork(new URL('./child.ts', import.meta.url), [], {
    env: childEnvironment({ LOG_LEVEL: 'silent', DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' }),
    execArgv: ['--import', 'tsx', ...nodeOptions],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const listeners: ((report: Report) => void)[] = []
  child.on('message', (report: Report) => listeners.forEach((listener) => listener(report)))
  await once(child, 'message')
  return { process: child, reports: (listener) => void listeners.push(listener) }
}

export interface ChildOptions {
  /** For node itself, like a cap on its memory. */
  readonly nodeOptions?: readonly string[]
  /** Whether more children follow soon, so that the next one starts ahead of time. */
  readonly more?: boolean
}

/** Gives a worker its order; it is killed with the test at the latest. */
export async function startChild(
  t: TestContext,
  order: Order,
  { nodeOptions = [], more = false }: ChildOptions = {},
): Promise<Child> {
  const { process: child, reports } = await takeChild(nodeOptions)
  if (more) spare ??= bear([])
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal ?? 1) as number | string)
  const reached = Promise.withResolvers<undefined>()
  let state: string | undefined
  reports((report) => {
    if (report === 'reached') reached.resolve(undefined)
    else if (typeof report === 'object') state = 'state' in report ? report.state : report.failed
  })
  void ended.then(() => reached.reject(new Error('The worker ended before it came to its point.')))
  reached.promise.catch(() => undefined)
  t.after(() => kill(child, ended))
  child.send(order)
  return { process: child, reached: reached.promise, ended, state: () => state }
}

/** A stopped process takes no other signal but this one. */
async function kill(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  await ended
}

/** Ends the child that nobody took. */
export async function dismissSpare(): Promise<void> {
  const left = await spare
  spare = undefined
  if (left)
    await kill(
      left.process,
      left.process.exitCode === null && left.process.signalCode === null
        ? once(left.process, 'exit')
        : Promise.resolve(),
    )
}

/** The exit code or signal; a child that does not end in time is a failure of its own. */
export const endOf = (child: Child, withinMs = END_WITHIN_MS): Promise<number | string> =>
  within(withinMs, 'a worker process', child.ended)
