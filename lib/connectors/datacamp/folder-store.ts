/** A local folder in place of a bucket. It must lie inside a folder that the operator allowed; links that lead out are refused. */
import { open, readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import type { BigIntStats } from 'node:fs'
import { SourceChanged, SourceError } from '../types'
import type { ObjectStore, StoredObject } from './object-store'

const BLOCK_BYTES = 256 * 1024

/** `allowed`: the folders of SKILLSCOPE_LOCAL_SOURCES. */
export async function openFolderStore(folder: string, allowed: readonly string[]): Promise<ObjectStore> {
  const root = await allowedRoot(folder, allowed)

  /** The real path of a file, as long as it stays under the root. */
  async function inside(relative: string): Promise<string> {
    const file = await realpath(path.join(root, relative)).catch(explain(relative))
    if (!contains(root, file)) {
      throw new SourceError(
        'path',
        `${relative} is a link that leads out of the folder; Skillscope does not follow it.`,
      )
    }
    return file
  }

  async function* bytesOf(object: StoredObject, end: number, signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
    const file = await open(await inside(object.key), 'r').catch(explain(object.key))
    try {
      const check = async () => {
        if (describe(object.key, await file.stat({ bigint: true })).etag === object.etag) return
        throw new SourceChanged(`${object.key} was changed while it was read.`)
      }
      await check()
      for (let position = 0; position < end;) {
        signal.throwIfAborted()
        const buffer = Buffer.allocUnsafe(Math.min(BLOCK_BYTES, end - position))
        const { bytesRead } = await file.read(buffer, 0, buffer.length, position).catch(explain(object.key))
        if (bytesRead === 0) throw new SourceChanged(`${object.key} became shorter while it was read.`)
        position += bytesRead
        yield buffer.subarray(0, bytesRead)
      }
      await check()
    } finally {
      await file.close()
    }
  }

  return {
    label: `folder ${folder}`,

    async list(prefix) {
      const directory = await inside(prefix)
      const names = await readdir(directory).catch(explain(prefix))
      const objects = await Promise.all(
        names.sort().map(async (name): Promise<StoredObject | null> => {
          const key = path.posix.join(prefix, name)
          const file = await inside(key)
          const stats = await stat(file, { bigint: true }).catch(explain(key))
          return stats.isFile() ? describe(key, stats) : null
        }),
      )
      return objects.filter((object) => object !== null)
    },

    async folders() {
      const entries = await readdir(root, { withFileTypes: true }).catch(explain('folder'))
      return entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map(({ name }) => name)
    },

    async start(object, bytes, signal) {
      const chunks: Uint8Array[] = []
      for await (const chunk of bytesOf(object, Math.min(bytes, object.size), signal)) chunks.push(chunk)
      return { bytes: Buffer.concat(chunks), encoding: null }
    },

    read: (object, { signal }) => bytesOf(object, object.size, signal),

    close() {},
  }
}

async function allowedRoot(folder: string, allowed: readonly string[]): Promise<string> {
  const refused = new SourceError(
    'path',
    `The folder ${folder} is not one that may be read. The operator lists such folders in SKILLSCOPE_LOCAL_SOURCES.`,
  )
  if (!path.isAbsolute(folder))
    throw new SourceError('path', `The folder "${folder}" must be given as an absolute path.`)
  const parents = await Promise.all(allowed.map((parent) => realpath(parent).catch(() => null)))
  // Whether a folder exists is told only inside the allowed ones.
  const plausible = allowed.some((parent) => contains(path.resolve(parent), path.resolve(folder)))
  const root = await realpath(folder).catch((error: unknown) => {
    throw plausible ? notReadable(folder, error) : refused
  })
  if (!parents.some((parent) => parent !== null && contains(parent, root))) throw refused
  const stats = await stat(root)
  if (!stats.isDirectory()) throw new SourceError('path', `${folder} is a file, not a folder.`)
  return root
}

function contains(parent: string, child: string): boolean {
  const relative = path.relative(parent, child)
  return relative === '' || (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative))
}

function describe(key: string, stats: BigIntStats): StoredObject {
  const etag = `${stats.ino.toString(36)}-${stats.mtimeNs.toString(36)}-${stats.size.toString(36)}`
  return { key, etag, size: Number(stats.size), lastModified: new Date(Number(stats.mtimeMs)) }
}

function explain(what: string) {
  return (error: unknown): never => {
    throw notReadable(what, error)
  }
}

function notReadable(what: string, error: unknown): SourceError {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new SourceError('folder', `There is no ${what} in the source's folder.`)
  if (code === 'EACCES' || code === 'EPERM') {
    return new SourceError('permission', `Skillscope may not read ${what}. Give its user the right to read the folder.`)
  }
  if (code === 'ELOOP') return new SourceError('path', `${what} is a link that leads nowhere.`)
  return new SourceError('io', `${what} could not be read (${code ?? 'unknown error'}).`, true)
}
