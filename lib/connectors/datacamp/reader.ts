/** Reads one delivery of DataCamp's Data Connector: a folder of CSV files, from a bucket or from disk. */
import { createHash } from 'node:crypto'
import type { Table } from '@/lib/catalogue/types'
import { matchColumns } from '../columns'
import { HEADER_BYTES, readHeader } from '../csv/header'
import { readCsv } from '../csv/read'
import { countLines } from '../csv/scanner'
import { SourceChanged, SourceError, type Reader, type SourceTable } from '../types'
import { sortDelivery } from './delivery'
import type { ObjectStore, StoredObject } from './object-store'

interface PinnedFile {
  readonly object: StoredObject
  readonly header: readonly string[]
  readonly positions: readonly number[]
  readonly source: SourceTable
}

/** Headers are fetched side by side: 30 small requests one after the other take seconds. */
const HEADERS_AT_ONCE = 6

export function openDelivery(store: ObjectStore, folder: string, tables: readonly Table[]): Reader {
  let files = new Map<string, PinnedFile>()

  async function pinFile(table: Table, object: StoredObject, signal: AbortSignal): Promise<PinnedFile> {
    const start = await readStart(store, object, signal)
    const header = readHeader(start, object.key)
    const { columns, extra, positions, warnings } = matchColumns(table, header, object.key)
    const source: SourceTable = {
      table,
      object: object.key,
      columns,
      extra,
      etag: object.etag,
      size: object.size,
      lastModified: object.lastModified,
      rowsExpected: Math.max(0, Math.round((countLines(start) * object.size) / start.length) - 1),
      warnings,
    }
    return { object, header, positions, source }
  }

  return {
    async pin(signal) {
      const all = await store.list(folder, signal)
      if (all.length === 0) {
        throw new SourceError(
          'folder',
          `The ${store.label} has nothing in the folder ${folder}. Check bucket and folder.`,
        )
      }
      const { objects, warnings } = sortDelivery(all, folder, tables)
      const pinned = await inParallel([...objects], ([table, object]) => pinFile(table, object, signal))
      files = new Map(pinned.map((file) => [file.object.key, file]))
      const newest = Math.max(...pinned.map(({ object }) => object.lastModified.getTime()))
      return {
        asOf: new Date(newest),
        tables: tables.flatMap((table) =>
          pinned.filter((file) => file.source.table === table).map(({ source }) => source),
        ),
        warnings,
        snapshot: {
          folder,
          objects: pinned.map(({ object: { key, etag, size, lastModified } }) => ({ key, etag, size, lastModified })),
        },
      }
    },

    async *read(source, { signal, onBytes }) {
      const file = files.get(source.object)
      if (!file) throw new Error(`${source.object} was not pinned.`)
      const { object, header, positions } = file
      const hash = createHash('sha256')
      let bytes = 0
      async function* measured() {
        for await (const chunk of store.read(object, { signal })) {
          hash.update(chunk)
          bytes += chunk.length
          onBytes?.(chunk.length)
          yield chunk
        }
      }
      yield* readCsv(measured(), { object: source.object, header, width: header.length, positions })
      return { bytes, sha256: hash.digest('hex'), watermark: null, warnings: [] }
    },

    async confirm(signal) {
      const { objects } = sortDelivery(await store.list(folder, signal), folder, tables)
      const changed = [...files.values()].find(({ object, source }) => {
        const now = objects.get(source.table)
        return now?.key !== object.key || now.etag !== object.etag || now.size !== object.size
      })
      if (changed) throw new SourceChanged(`${changed.object.key} was replaced while the delivery was read.`)
      if (objects.size !== files.size) throw new SourceChanged(`The folder ${folder} changed while it was read.`)
    },

    async close() {
      store.close()
    },
  }
}

async function readStart(store: ObjectStore, object: StoredObject, signal: AbortSignal): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of store.read(object, { signal, limit: HEADER_BYTES })) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const workers = Array.from({ length: HEADERS_AT_ONCE }, async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as T)
  })
  await Promise.all(workers)
  return results
}
