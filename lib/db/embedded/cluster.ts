/** The data of the embedded server: made once, with a password that only this home knows. */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { EmbeddedError, rememberPlace, type Place } from './place'
import { serverEnvironment } from './process'

export const SUPERUSER = 'skillscope'

export function readPassword(home: string): string {
  return readFileSync(path.join(home, 'password'), 'utf8').trim()
}

export function ensureCluster(place: Place): void {
  const data = path.join(place.folder, 'data')
  if (existsSync(data)) return

  const password = randomBytes(24).toString('base64url')
  writeFileSync(path.join(place.home, 'password'), password, { mode: 0o600 })
  const draft = `${data}.new`
  const passwordForServer = path.join(place.folder, 'password.new')
  rmSync(draft, { recursive: true, force: true })
  try {
    rmSync(passwordForServer, { force: true })
    writeFileSync(passwordForServer, password, { mode: 0o600 })
    if (place.user) chownSync(passwordForServer, place.user.uid, place.user.gid)
    const made = spawnSync(
      place.programs.initdb,
      [
        `--pgdata=${draft}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordForServer}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
      ],
      { ...place.user, cwd: '/', env: serverEnvironment(), encoding: 'utf8' },
    )
    if (made.status !== 0) {
      const reason = (made.stderr || made.error?.message || '').trim().split('\n').at(-1)
      throw new EmbeddedError(`PostgreSQL could not create its data in ${place.folder}: ${reason}`)
    }
    renameSync(draft, data)
    rememberPlace(place)
  } finally {
    rmSync(passwordForServer, { force: true })
    rmSync(draft, { recursive: true, force: true })
  }
}
