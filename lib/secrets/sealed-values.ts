/** Every place that holds a sealed value, for whoever walks them all: rotation, its status and the check at start. */
import type { App } from '@/lib/db/app'
import type { Place } from './seal'

export interface SealedValue {
  readonly place: Place
  readonly sealed: string
  /** Puts another text in its place, unless somebody else changed it meanwhile: then false. */
  replace(sealed: string): Promise<boolean>
  /** Takes the value away, unless somebody else changed it meanwhile. */
  remove(): Promise<void>
}

const SENTINEL = 'secret.sentinel'

/** Opens with the right secret and with no other; it says whether an installation has its own. */
export const sentinelPlace: Place = { connectorId: 'installation', field: 'sentinel', version: 1 }

/** What signs the messages to a webhook. */
export function signingKeyPlace(targetId: string): Place {
  return { connectorId: 'notification', field: targetId, version: 1 }
}

/** Where a webhook goes: who knows the address of some services may write there. */
export function webhookAddressPlace(targetId: string): Place {
  return { connectorId: 'notification', field: `${targetId}.address`, version: 1 }
}

export async function sealedValues(app: App): Promise<SealedValue[]> {
  const sentinel = await readSentinel(app)
  return [...(sentinel ? [sentinel] : []), ...(await connectorSecrets(app)), ...(await notificationSecrets(app))]
}

export async function readSentinel(app: App): Promise<SealedValue | null> {
  const row = await app.setting.findUnique({ where: { key: SENTINEL } })
  if (!row) return null
  const value = row.value ?? ''
  const same = { key: SENTINEL, value: { equals: value } }
  return {
    place: sentinelPlace,
    sealed: String(value),
    async replace(sealed) {
      const { count } = await app.setting.updateMany({ where: same, data: { value: sealed } })
      return count === 1
    },
    async remove() {
      await app.setting.deleteMany({ where: same })
    },
  }
}

/** Two processes may start at once: one of them writes it. */
export async function writeSentinel(app: App, sealed: string): Promise<void> {
  await app.setting.createMany({ data: [{ key: SENTINEL, value: sealed }], skipDuplicates: true })
}

async function connectorSecrets(app: App): Promise<SealedValue[]> {
  const rows = await app.connectorSecret.findMany({ orderBy: [{ connectorId: 'asc' }, { field: 'asc' }] })
  return rows.map(({ connectorId, field, version, sealed }) => {
    const same = { connectorId, field, version, sealed }
    return {
      place: { connectorId, field, version },
      sealed,
      async replace(anew) {
        const { count } = await app.connectorSecret.updateMany({ where: same, data: { sealed: anew } })
        return count === 1
      },
      async remove() {
        await app.connectorSecret.deleteMany({ where: same })
      },
    }
  })
}

async function notificationSecrets(app: App): Promise<SealedValue[]> {
  const rows = await app.notificationTarget.findMany({
    select: { id: true, sealedKey: true, sealedAddress: true },
    orderBy: { id: 'asc' },
  })
  return rows.flatMap(({ id, sealedKey, sealedAddress }) => [
    ...notificationSecret(app, id, 'sealedKey', sealedKey, signingKeyPlace(id)),
    ...notificationSecret(app, id, 'sealedAddress', sealedAddress, webhookAddressPlace(id)),
  ])
}

function notificationSecret(
  app: App,
  id: string,
  column: 'sealedKey' | 'sealedAddress',
  sealed: string | null,
  place: Place,
): SealedValue[] {
  if (sealed === null) return []
  const where = { id, [column]: sealed }
  const value: SealedValue = {
    place,
    sealed,
    async replace(anew) {
      const { count } = await app.notificationTarget.updateMany({ where, data: { [column]: anew } })
      return count === 1
    },
    async remove() {
      await app.notificationTarget.updateMany({ where, data: { [column]: null } })
    },
  }
  return [value]
}
