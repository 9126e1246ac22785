/** Child processes that never outlive us: each has a channel to us, and ends when it closes. */
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { childEnvironment } from '@/lib/env'

const STOP_WITHIN_MS = 20_000

export interface Running {
  name: string
  process: ChildProcess
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | string>
}

export interface StartOptions {
  env?: Record<string, string | undefined>
  /** Where its output goes; without one it is shown. */
  logFile?: string
}

/** Starts Node with the given arguments, under the same Node as ours. */
export function startNode(name: string, args: string[], { env = {}, logFile }: StartOptions = {}): Running {
  const log = logFile === undefined ? undefined : openSync(logFile, 'a', 0o600)
  const stdio: StdioOptions = ['ignore', log ?? 'inherit', log ?? 'inherit', 'ipc']
  const child = spawn(process.execPath, args, {
    env: childEnvironment(env),
    stdio,
    // Ctrl-C reaches only us, so that children are stopped in order.
    detached: true,
  })
  if (log !== undefined) closeSync(log)
  const ended = new Promise<number | string>((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (code, signal) => resolve(code ?? signal ?? 1))
  })
  return { name, process: child, ended }
}

/** A refresh makes much and keeps little: by V8's own choice of when to tidy up, 300 MB are passed. In MB. */
export const refreshFlags = ['--max-semi-space-size=16', '--max-old-space-size=112']

/** Exports stream much and keep little too: left to itself, V8 tidies up only when a small process has grown to thrice its size. */
export const webFlags = ['--max-semi-space-size=8', '--heap-growing-percent=40']

/** Arguments that run another command of ours as a child. */
export const commandArgs = (...args: string[]) => [
  '--no-warnings=ExperimentalWarning',
  ...(args[0] === 'worker' ? refreshFlags : []),
  '--import',
  'tsx',
  'lib/ops/main.ts',
  ...args,
]

/** Asks every child to end, and makes those end that take too long. */
export async function stopAll(children: readonly Running[]): Promise<void> {
  await Promise.all(
    children.map(async ({ process: child, ended }) => {
      child.kill('SIGTERM')
      const late = new AbortController()
      const killer = sleep(STOP_WITHIN_MS, undefined, { signal: late.signal }).then(
        () => child.kill('SIGKILL'),
        () => undefined,
      )
      await ended
      late.abort()
      await killer
    }),
  )
}

export function lastLines(file: string, count = 15): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n')
  } catch {
    return ''
  }
}
