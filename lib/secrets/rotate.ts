/**
 * Brings every sealed value under the current SKILLSCOPE_SECRET. Each value is a step of its own that either happened or
 * did not, so a rotation can be killed, repeated and run twice at once: what it finds done it leaves alone.
 */
import { record } from '@/lib/audit/record'
import type { App } from '@/lib/db/app'
import { ownKeyRing } from './key'
import { keyIdOf, opens, rewrap, seal, SealBroken, type Place } from './seal'
import { sealedValues, sentinelPlace, writeSentinel } from './sealed-values'

export interface Rotation {
  readonly rewrapped: number
  /** Under the current secret already, or changed by somebody else meanwhile. */
  readonly untouched: number
  /** Opened by none of the secrets: to be entered again. */
  readonly unreadable: readonly string[]
}

export interface RotateOptions {
  /** Told after every value that was brought over. */
  readonly onRewrapped?: (place: Place) => void | Promise<void>
}

export async function rotate(app: App, { onRewrapped }: RotateOptions = {}): Promise<Rotation> {
  const ring = ownKeyRing()
  const unreadable: string[] = []
  let [rewrapped, untouched] = [0, 0]
  for (const { place, sealed, replace } of await sealedValues(app)) {
    try {
      // Known or not, what lies under the current key has to open too.
      if (keyIdOf(sealed) === ring.current.id && opens(sealed, place, ring)) untouched++
      else if (await replace(rewrap(sealed, place, ring))) {
        rewrapped++
        await onRewrapped?.(place)
      } else untouched++
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error
      unreadable.push(nameOf(place))
    }
  }
  const detail = { rewrapped, untouched, unreadable }
  await record(app, { actor: 'system', action: 'secrets.rotated', detail })
  return { rewrapped, untouched, unreadable }
}

export interface SecretStatus {
  /** Key ids, as sealed values name them; never anything of the secret itself. */
  readonly current: { readonly id: string; readonly values: number }
  readonly former: readonly { readonly id: string; readonly values: number; readonly removable: boolean }[]
  readonly unreadable: readonly string[]
}

export async function secretStatus(app: App): Promise<SecretStatus> {
  const ring = ownKeyRing()
  const values = await sealedValues(app)
  const under = (id: string) => values.filter(({ sealed }) => keyIdOf(sealed) === id).length
  return {
    current: { id: ring.current.id, values: under(ring.current.id) },
    former: ring.former.map(({ id }) => ({ id, values: under(id), removable: under(id) === 0 })),
    unreadable: values.filter(({ sealed, place }) => !opens(sealed, place, ring)).map(({ place }) => nameOf(place)),
  }
}

/** After a secret was lost: gives up what nothing opens, so that it can be entered again; returns what is gone. */
export async function resetSecrets(app: App): Promise<readonly string[]> {
  const ring = ownKeyRing()
  const lost = (await sealedValues(app)).filter(({ sealed, place }) => !opens(sealed, place, ring))
  for (const value of lost) await value.remove()
  await writeSentinel(app, seal('sentinel of this installation', sentinelPlace, ring.current))
  const names = lost.map(({ place }) => nameOf(place))
  await record(app, { actor: 'system', action: 'secrets.reset', detail: { removed: names } })
  return names
}

const nameOf = ({ connectorId, field }: Place) => `${connectorId} ${field}`
