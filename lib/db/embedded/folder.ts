/** Folders of ours: made where they are missing, and refused in one sentence where they cannot be used. */
import { existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { EmbeddedError } from './place'

/** One level after the other: asked for all at once, Node tries for ever where a system refuses with ENOENT. */
function makeFolders(folder: string): void {
  if (existsSync(folder)) return
  makeFolders(path.dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o755 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** The real path of a folder that this user can write to. */
export function usableFolder(folder: string): string {
  try {
    makeFolders(folder)
    const real = realpathSync(folder)
    const probe = path.join(real, '.writable')
    writeFileSync(probe, '')
    rmSync(probe, { force: true })
    return real
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code
    throw new EmbeddedError(
      `The folder ${folder} cannot be used (${reason}). Give this user the right to write there, or set SKILLSCOPE_HOME to another folder.`,
    )
  }
}
