/** The server as a process: started behind a shell that outlives us, found again, and stopped. */
import { spawn } from 'node:child_process'
import { closeSync, fchownSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { childEnvironment, env } from '@/lib/env'
import type { Place } from './place'

/** Libpq's variables would redirect the server's own tools. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(childEnvironment()).filter(([name]) => !name.startsWith('PG'))
  return { NODE_ENV: env.NODE_ENV, ...Object.fromEntries(inherited), LC_ALL: 'C', TZ: 'UTC' }
}

export interface Running {
  pid: number
  port: number
  status: 'starting' | 'ready' | 'stopping'
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')
  } catch {
    return process.platform !== 'linux'
  }
}

/** What the server's own pid file says, if the process it names is alive. */
export function findRunning(place: Place): Running | undefined {
  let lines: string[]
  try {
    lines = readFileSync(path.join(place.folder, 'data', 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Number(lines[0])
  if (!isPostgres(pid)) return undefined
  const status = lines[7]?.trim()
  return { pid, port: Number(lines[3]), status: status === 'ready' || status === 'stopping' ? status : 'starting' }
}

/** A pid file whose process is gone, or is another program by now, would make the server refuse to start. */
export function removeStalePid(place: Place): void {
  if (!findRunning(place)) rmSync(path.join(place.folder, 'data', 'postmaster.pid'), { force: true })
}

export function freePort(preferred: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', () => (preferred === 0 ? reject(new Error('no free port')) : resolve(freePort(0))))
    probe.listen(preferred, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : preferred))
    })
  })
}

const totalMegabytes = () => os.totalmem() / 2 ** 20

const sharedMegabytes = () => Math.round(Math.min(1024, Math.max(64, totalMegabytes() / 16)))

/**
 * What one session may take, in KB: PostgreSQL bounds what sorting and joining take, not what planning or one long value do,
 * and a session that takes all memory has the whole server killed. Beyond this its statement fails.
 */
const mostOfSession = () => Math.round((sharedMegabytes() + Math.max(2_048, totalMegabytes() / 4)) * 1024)

function settings(port: number, throwaway: boolean): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    shared_buffers: `${sharedMegabytes()}MB`,
    effective_cache_size: `${Math.round(totalMegabytes() / 2)}MB`,
    work_mem: '32MB',
    maintenance_work_mem: '256MB',
    max_wal_size: '2GB',
    random_page_cost: 1.1,
    jit: 'off',
    client_connection_check_interval: '5s',
    log_parameter_max_length_on_error: 0,
    log_min_error_statement: 'panic',
    ...(throwaway && { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

// The shell sits in its own session, so Ctrl-C in a terminal reaches neither it nor the server. Not every system knows the limit.
const START =
  'ulimit -v "$1" 2>/dev/null; shift; "$@" </dev/null & server=$!; cat >/dev/null; kill -INT "$server" 2>/dev/null; wait "$server"'
const ADOPT = 'cat >/dev/null; kill -INT "$1" 2>/dev/null'

function watch(place: Place, script: string, args: string[], holders: number): void {
  const log = openSync(path.join(place.folder, 'log'), 'a', 0o600)
  if (place.user) fchownSync(log, place.user.uid, place.user.gid)
  spawn('/bin/sh', ['-c', script, 'sh', ...args], {
    ...place.user,
    cwd: '/',
    env: serverEnvironment(),
    detached: true,
    stdio: [holders, log, log],
  }).unref()
  closeSync(log)
  closeSync(holders)
}

export function startServer(place: Place, port: number, throwaway: boolean, holders: number): void {
  const data = path.join(place.folder, 'data')
  watch(
    place,
    START,
    [String(mostOfSession()), place.programs.postgres, '-D', data, ...settings(port, throwaway)],
    holders,
  )
}

/** Puts a shell over a server whose own shell was killed. */
export function adoptServer(place: Place, pid: number, holders: number): void {
  watch(place, ADOPT, [String(pid)], holders)
}

export function lastLogLines(place: Place): string {
  const lines = readFileSync(path.join(place.folder, 'log'), 'utf8').trim().split('\n')
  return lines.filter((line) => /FATAL|ERROR|PANIC/.test(line)).at(-1) ?? lines.at(-1) ?? ''
}
