/** A lock between processes of one machine: a file that names its holder, so that a dead holder's lock can be taken. */
import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const GIVE_UP_AFTER_MS = 120_000

/** A process id with the moment it started, because ids are used again, above all in containers. */
function identity(pid: number): string | undefined {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined
  }
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return `${pid} ${fields.slice(fields.lastIndexOf(')') + 2).split(' ')[19]}`
  } catch {
    return String(pid)
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Creates the file with its content in one step; false when it is there already. */
function create(file: string, content: string): boolean {
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, content, { mode: 0o644 })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Moves a dead holder's file away. Another process may have done the same and locked anew: then that lock goes back. */
function removeStale(file: string, stale: string): void {
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const moved = read(aside)
  if (moved !== undefined && moved !== stale) create(file, moved)
  rmSync(aside, { force: true })
}

export type Attempt = { release(): void } | { holder: number }

/** Takes the lock, or says which process has it. */
export function tryLock(file: string): Attempt {
  const mine = identity(process.pid)!
  while (!create(file, mine)) {
    const holder = read(file)
    if (holder === undefined) continue
    const pid = Number(holder.split(' ')[0])
    if (identity(pid) === holder) return { holder: pid }
    removeStale(file, holder)
  }
  return {
    release() {
      if (read(file) === mine) rmSync(file, { force: true })
    },
  }
}

export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + GIVE_UP_AFTER_MS
  let attempt = tryLock(file)
  while ('holder' in attempt) {
    if (Date.now() > giveUpAt) {
      throw new Error(`Process ${attempt.holder} has held ${file} for two minutes. Stop it and try again.`)
    }
    await sleep(20)
    attempt = tryLock(file)
  }
  try {
    return await work()
  } finally {
    attempt.release()
  }
}
