/** The production build: made when what goes into it has changed since the last one. */
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { CommandError } from './command'
import { lastLines, startNode, stopAll } from './processes'

const INPUTS = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema',
  'prisma/migrations',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]
const STAMP = '.next/made-from'
export const SERVER = '.next/standalone/server.js'

function* filesOf(entry: string): Generator<string> {
  const stat = existsSync(entry) ? readdirSyncOrNull(entry) : undefined
  if (stat === undefined) return
  if (stat === null) yield entry
  else for (const name of stat.sort()) yield* filesOf(path.join(entry, name))
}

/** The names in a folder, or null for a file. */
function readdirSyncOrNull(entry: string): string[] | null {
  try {
    return readdirSync(entry)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return null
    throw error
  }
}

function hashInputs(): string {
  const hash = createHash('sha256')
  for (const input of INPUTS) {
    for (const file of filesOf(input)) {
      if (!/\.test\.tsx?$/.test(file)) hash.update(`${file}\n`).update(readFileSync(file))
    }
  }
  return hash.digest('hex')
}

export function isBuilt(): boolean {
  return existsSync(SERVER) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hashInputs()
}

/** Builds, with the tool's own output in `logFile` if one is given. */
export async function buildWeb(signal: AbortSignal, logFile?: string): Promise<void> {
  const made = hashInputs()
  rmSync(STAMP, { force: true })
  const next = startNode('next build', ['node_modules/next/dist/bin/next', 'build'], {
    // A preloaded development value would make Next warn and build something else.
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    ...(logFile && { logFile }),
  })
  const onStop = () => void stopAll([next])
  signal.addEventListener('abort', onStop)
  const code = await next.ended
  signal.removeEventListener('abort', onStop)
  signal.throwIfAborted()
  if (code !== 0) throw new CommandError(`The build failed (${code}).${logFile ? `\n${lastLines(logFile)}` : ''}`)

  // The standalone server serves these two, but Next leaves copying them to us.
  cpSync('.next/static', '.next/standalone/.next/static', { recursive: true })
  if (existsSync('public')) cpSync('public', '.next/standalone/public', { recursive: true })
  writeFileSync(STAMP, made)
}
