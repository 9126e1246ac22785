/** DataCamp's connection: opens the bucket or folder, and tries it out step by step. */
import type { Table } from '@/lib/catalogue/types'
import { Secret } from '@/lib/secrets/secret'
import { runSteps, type Step } from '../steps'
import { SourceError, type Connection } from '../types'
import type { DatacampCredentials } from './credentials'
import { assertWhole, type Delivery } from './delivery'
import { openFolderStore } from './folder-store'
import type { ObjectStore } from './object-store'
import { findDelivery, openDelivery, type DeliveryPlace } from './reader'
import { s3Limits, type S3Limits } from './s3-settings'
import { openS3Store } from './s3-store'
import { checkSpread, EXPORT_HOURS, writingTime } from './writing-time'

export interface DatacampOptions {
  readonly tables: readonly Table[]
  readonly privateTargets: readonly string[]
  readonly localSources: readonly string[]
  readonly limits?: S3Limits
}

export function connectDatacamp(credentials: DatacampCredentials, options: DatacampOptions): Connection {
  const open = () => openStore(credentials, options)
  return {
    id: 'datacamp',
    async open() {
      const store = await open()
      return openDelivery(store, placeOf(credentials), options.tables)
    },
    test: (signal) => ('path' in credentials ? testFolder : testBucket)(credentials, options, open, signal),
  }
}

async function openStore(credentials: DatacampCredentials, options: DatacampOptions): Promise<ObjectStore> {
  if ('path' in credentials) return openFolderStore(credentials.path, options.localSources)
  const { bucket: name, region, endpoint, forcePathStyle, accessKeyId, secretAccessKey } = credentials
  const place = { bucket: name, region, endpoint, forcePathStyle }
  const bucket = { ...place, accessKeyId: new Secret(accessKeyId), secretAccessKey: new Secret(secretAccessKey) }
  return openS3Store(bucket, options.privateTargets, options.limits ?? s3Limits)
}

/** A folder on disk is laid out like the bucket, or holds the files themselves. */
function placeOf(credentials: DatacampCredentials): DeliveryPlace {
  return {
    folder: credentials.folder,
    otherwise: 'path' in credentials ? '' : 'latest',
    exportHours: credentials.exportHours ?? EXPORT_HOURS,
  }
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
  let delivery: Delivery
  return [
    {
      name: listing,
      async run() {
        store = opened() as ObjectStore
        const chosen = await findDelivery(store, placeOf(credentials), tables, signal)
        delivery = chosen.delivery
        const found = `${delivery.listed} files in ${delivery.folder || 'the folder'} (${chosen.reason}).`
        return [found, ...chosen.warnings].join(' ')
      },
    },
    {
      name: 'Tables',
      async run() {
        assertWhole(delivery)
        const wanted = tables.filter((table) => !table.derived).length
        const sourced = [...delivery.objects.keys()].filter((table) => !table.derived).length
        return [`${sourced} of ${wanted} tables found.`, ...delivery.warnings].join(' ')
      },
    },
    {
      name: 'Newest file',
      async run() {
        const now = Date.now()
        const written = `Written ${age(now - writingTime(delivery).newest.at)} ago.`
        return [
          written,
          ...checkSpread(delivery, now, placeOf(credentials).exportHours).map(({ message }) => message),
        ].join(' ')
      },
    },
    {
      name: 'Read a file',
      async run() {
        const [object] = delivery.objects.values()
        if (!object) throw new SourceError('missing_table', `The folder ${delivery.folder} has no table.`)
        const { bytes } = await store.start(object, 1024, signal)
        return `${object.key} can be read (${bytes.length} bytes tried).`
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
