/** DataCamp's connection: opens the bucket or folder, and tries it out step by step. */
import type { Table } from '@/lib/catalogue/types'
import { Secret } from '@/lib/secrets/secret'
import { runSteps, type Step } from '../steps'
import { SourceError, type Connection } from '../types'
import type { DatacampCredentials } from './credentials'
import { sortDelivery } from './delivery'
import { openFolderStore } from './folder-store'
import type { ObjectStore, StoredObject } from './object-store'
import { openDelivery } from './reader'
import { openS3Store, s3Limits, type S3Limits } from './s3-store'

export interface DatacampOptions {
  readonly tables: readonly Table[]
  readonly privateTargets: readonly string[]
  readonly localSources: readonly string[]
  readonly limits?: S3Limits
}

const LATEST = 'latest'

export function connectDatacamp(credentials: DatacampCredentials, options: DatacampOptions): Connection {
  const open = () => openStore(credentials, options)
  return {
    id: 'datacamp',
    async open() {
      const store = await open()
      return openDelivery(store, await chooseFolder(store, credentials), options.tables)
    },
    test: (signal) => ('path' in credentials ? testFolder : testBucket)(credentials, options, open, signal),
  }
}

async function openStore(credentials: DatacampCredentials, options: DatacampOptions): Promise<ObjectStore> {
  if ('path' in credentials) return openFolderStore(credentials.path, options.localSources)
  const { accessKeyId, secretAccessKey, ...place } = credentials
  const bucket = { ...place, accessKeyId: new Secret(accessKeyId), secretAccessKey: new Secret(secretAccessKey) }
  return openS3Store(bucket, options.privateTargets, options.limits ?? s3Limits)
}

/** A folder on disk is laid out like the bucket, or holds the files themselves. */
async function chooseFolder(store: ObjectStore, credentials: DatacampCredentials): Promise<string> {
  if (credentials.folder !== undefined) return credentials.folder
  if (!('path' in credentials)) return LATEST
  const listed = await store.list(LATEST, new AbortController().signal).catch((error: unknown) => {
    if (error instanceof SourceError && error.code === 'folder') return []
    throw error
  })
  return listed.length > 0 ? LATEST : ''
}

type Test = (
  credentials: DatacampCredentials,
  options: DatacampOptions,
  open: () => Promise<ObjectStore>,
  signal: AbortSignal,
) => ReturnType<Connection['test']>

const testBucket: Test = async (credentials, options, open, signal) => {
  if ('path' in credentials) throw new Error('A folder is not tested as a bucket.')
  let store: ObjectStore | undefined
  const host = async () => {
    store = await open()
    const { hostname } = new URL(credentials.endpoint ?? `https://s3.${credentials.region}.amazonaws.com`)
    return `${hostname} has an address that may be reached.`
  }
  try {
    return await runSteps([
      { name: 'Host', run: host },
      ...contentSteps('Bucket, region and key', () => store, credentials, options, signal),
    ])
  } finally {
    store?.close()
  }
}

const testFolder: Test = async (credentials, options, open, signal) => {
  let store: ObjectStore | undefined
  return runSteps([
    {
      name: 'Folder',
      async run() {
        store = await open()
        return `The ${store.label} may be read.`
      },
    },
    ...contentSteps('Files', () => store, credentials, options, signal),
  ])
}

function contentSteps(
  listing: string,
  opened: () => ObjectStore | undefined,
  credentials: DatacampCredentials,
  { tables }: DatacampOptions,
  signal: AbortSignal,
): readonly Step[] {
  let store: ObjectStore
  let folder = ''
  let objects: readonly StoredObject[] = []
  return [
    {
      name: listing,
      async run() {
        store = opened() as ObjectStore
        folder = await chooseFolder(store, credentials)
        objects = await store.list(folder, signal)
        if (objects.length === 0) {
          throw new SourceError(
            'folder',
            `The ${store.label} has nothing in the folder ${folder}. Check bucket and folder.`,
          )
        }
        return `${objects.length} files in ${folder || 'the folder'}.`
      },
    },
    {
      name: 'Tables',
      async run() {
        const { objects: found, warnings } = sortDelivery(objects, folder, tables)
        const wanted = tables.filter((table) => !table.derived).length
        const sourced = [...found.keys()].filter((table) => !table.derived).length
        return [`${sourced} of ${wanted} tables found.`, ...warnings].join(' ')
      },
    },
    {
      name: 'Newest file',
      async run() {
        const newest = Math.max(...objects.map((object) => object.lastModified.getTime()))
        return `Written ${age(Date.now() - newest)} ago.`
      },
    },
    {
      name: 'Read a file',
      async run() {
        const [table, object] = [...sortDelivery(objects, folder, tables).objects][0] ?? []
        if (!table || !object) throw new SourceError('missing_table', `The folder ${folder} has no table.`)
        let bytes = 0
        for await (const chunk of store.read(object, { signal, limit: 1024 })) bytes += chunk.length
        return `${object.key} can be read (${bytes} bytes tried).`
      },
    },
  ]
}

function age(milliseconds: number): string {
  const hours = Math.floor(milliseconds / 3_600_000)
  if (hours < 1) return 'less than an hour'
  if (hours < 48) return hours === 1 ? '1 hour' : `${hours} hours`
  return `${Math.floor(hours / 24)} days`
}
