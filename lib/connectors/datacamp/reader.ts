/** Reads one delivery of DataCamp's Data Connector: a folder of CSV files, from a bucket or from disk. */
import { createHash } from 'node:crypto'
import type { Table } from '@/lib/catalogue/types'
import { matchColumns } from '../columns'
import { HEADER_BYTES, readHeader } from '../csv/header'
import { readCsv } from '../csv/read'
import { countLines } from '../csv/scanner'
import { SourceChanged, SourceError, type Reader, type SourceTable } from '../types'
import { chooseFolder, type Chosen } from './choose-folder'
import { assertWhole, sortDelivery } from './delivery'
import { gunzip, isGzip, unpackStart } from './gzip'
import type { ObjectStore, StoredObject } from './object-store'
import { checkSpread, writingTime } from './writing-time'

interface PinnedFile {
  readonly object: StoredObject
  readonly encoding: string | null
  readonly isPacked: boolean
  readonly header: readonly string[]
  readonly positions: readonly number[]
  readonly source: SourceTable
}

export interface DeliveryPlace {
  /** As the administrator gave it; absent: the newest complete one. */
  readonly folder?: string | undefined
  /** Where the files are when there is neither a dated folder nor latest/. */
  readonly otherwise: string
  /** How far apart the files of one export may be written. */
  readonly exportHours: number
}

/** Headers are fetched side by side: 30 small requests one after the other take seconds. */
const HEADERS_AT_ONCE = 6

/** Which folder is read now, and what is in it. */
export async function findDelivery(
  store: ObjectStore,
  place: DeliveryPlace,
  tables: readonly Table[],
  signal: AbortSignal,
): Promise<Chosen> {
  const { folder, otherwise, exportHours } = place
  const chosen =
    folder === undefined
      ? await chooseFolder(store, { tables, otherwise, exportHours, now: Date.now() }, signal)
      : {
          delivery: sortDelivery(await store.list(folder, signal), folder, tables),
          reason: 'named in the connector’s settings',
          warnings: [],
        }
  if (chosen.delivery.listed === 0) {
    const nothing = `The ${store.label} has nothing in the folder ${chosen.delivery.folder}. Check bucket and folder.`
    throw new SourceError('folder', [nothing, ...chosen.warnings].join(' '))
  }
  return chosen
}

export function openDelivery(store: ObjectStore, place: DeliveryPlace, tables: readonly Table[]): Reader {
  let files = new Map<string, PinnedFile>()
  let folder = ''

  async function pinFile(table: Table, object: StoredObject, signal: AbortSignal): Promise<PinnedFile> {
    const { bytes, encoding } = await store.start(object, HEADER_BYTES, signal)
    const isPacked = isDeclaredGzip(object.key, encoding)
    const start = isPacked && bytes.length > 0 ? unpackStart(bytes, object.key) : bytes
    if (isPacked && isGzip(start)) throw new SourceError('malformed', `${object.key} is packed twice.`)
    const header = readHeader(start, object.key)
    const { columns, extra, positions, warnings } = matchColumns(table, header, object.key)
    const source: SourceTable = {
      table,
      object: object.key,
      columns,
      extra,
      format: 'csv',
      header,
      etag: object.etag,
      size: object.size,
      lastModified: object.lastModified,
      rowsExpected: Math.max(0, Math.round((countLines(start) * object.size) / bytes.length) - 1),
      warnings,
    }
    return { object, encoding, isPacked, header, positions, source }
  }

  return {
    async pin(signal) {
      const { delivery, reason, warnings } = await findDelivery(store, place, tables, signal)
      assertWhole(delivery)
      const alerts = checkSpread(delivery, Date.now(), place.exportHours)
      const pinned = await inParallel([...delivery.objects], ([table, object]) => pinFile(table, object, signal))
      files = new Map(pinned.map((file) => [file.object.key, file]))
      folder = delivery.folder
      return {
        asOf: new Date(writingTime(delivery).newest.at),
        tables: tables.flatMap((table) =>
          pinned.filter((file) => file.source.table === table).map(({ source }) => source),
        ),
        warnings: [...warnings, ...delivery.warnings],
        alerts,
        snapshot: {
          folder,
          folder_reason: reason,
          objects: pinned.map(({ object: { key, etag, size, lastModified } }) => ({ key, etag, size, lastModified })),
        },
      }
    },

    async *read(source, { signal, onBytes, lines }) {
      const file = files.get(source.object)
      if (!file) throw new Error(`${source.object} was not pinned.`)
      const { object, encoding, isPacked, header, positions } = file
      const hash = createHash('sha256')
      let bytes = 0
      async function* measured() {
        for await (const chunk of store.read(object, { signal, encoding })) {
          hash.update(chunk)
          bytes += chunk.length
          onBytes?.(chunk.length)
          yield chunk
        }
      }
      const chunks = isPacked ? gunzip(measured(), object.key) : measured()
      yield* readCsv(chunks, { object: source.object, header, width: header.length, positions, lines })
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

/** Bytes that merely look like gzip are not unpacked: readHeader refuses them. */
function isDeclaredGzip(key: string, encoding: string | null): boolean {
  if (encoding !== null && encoding !== 'gzip' && encoding !== 'x-gzip') {
    throw new SourceError('malformed', `${key} is packed with ${encoding}; Skillscope reads plain CSV and gzip.`)
  }
  return encoding !== null || key.toLowerCase().endsWith('.gz')
}

/** After the first failure nothing more is begun. */
async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const workers = Array.from({ length: HEADERS_AT_ONCE }, async () => {
    try {
      for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as T)
    } catch (error) {
      next = items.length
      throw error
    }
  })
  await Promise.all(workers)
  return results
}
