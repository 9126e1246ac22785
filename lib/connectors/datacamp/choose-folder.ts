/**
 * Which folder holds the delivery when the administrator named none: the newest complete dated one, which nobody writes to
 * any more, or latest/ when it has something newer.
 */
import type { Table } from '@/lib/catalogue/types'
import { SourceError } from '../types'
import { sortDelivery, type Delivery } from './delivery'
import type { ObjectStore } from './object-store'
import { hours, isSpread, SETTLING_MS, writingTime } from './writing-time'

const LATEST = 'latest'
/** After so many broken days in a row, latest/ tells more than an old folder would. */
const MOST_DATED = 3
const DAY_MS = 86_400_000

export interface Chosen {
  readonly delivery: Delivery
  /** Why this folder, for the run's record. */
  readonly reason: string
  readonly warnings: readonly string[]
}

export interface Choice {
  readonly tables: readonly Table[]
  /** Read when there is neither a dated folder nor latest/; '': the files lie in the store itself. */
  readonly otherwise: string
  /** How far apart the files of one export may be written. */
  readonly exportHours: number
  readonly now: number
}

export async function chooseFolder(store: ObjectStore, choice: Choice, signal: AbortSignal): Promise<Chosen> {
  const listDelivery = async (folder: string) => sortDelivery(await store.list(folder, signal), folder, choice.tables)
  const folders = await store.folders(signal).catch((error: unknown) => {
    // A key may be allowed to read latest/ and nothing else.
    if (error instanceof SourceError && error.code === 'permission') return null
    throw error
  })
  const hasLatest = folders?.includes(LATEST) ?? true
  const latest = hasLatest ? await listDelivery(LATEST) : null
  const hasWholeLatest = latest !== null && latest.lacks.length === 0

  const passedOver: string[] = folders ? [] : ['The folders of the bucket may not be listed with this access key']
  for (const name of newestFirst(folders ?? [], choice.now).slice(0, MOST_DATED)) {
    const dated = await listDelivery(name)
    const flaw = flawOf(dated, latest, choice)
    if (flaw !== null) {
      passedOver.push(`${name} ${flaw}`)
      continue
    }
    if (latest && hasWholeLatest && hasNews(latest, dated)) {
      return { delivery: latest, reason: `latest has files that are newer than ${name}`, warnings: [] }
    }
    return { delivery: dated, reason: 'the newest complete dated folder', warnings: told(passedOver, name) }
  }
  const delivery = latest ?? (await listDelivery(choice.otherwise))
  const reason = passedOver.length > 0 ? 'there is no complete dated folder' : 'there is no dated folder'
  return { delivery, reason, warnings: told(passedOver, delivery.folder || 'the folder itself') }
}

function told(passedOver: readonly string[], folder: string): string[] {
  return passedOver.length > 0 ? [`${passedOver.join('; ')}; read ${folder} instead.`] : []
}

/** Names are YYYY-MM-DD; a day that is not yet anywhere on earth is a slip of the pen and would hide all others. */
function newestFirst(folders: readonly string[], now: number): readonly string[] {
  const isDay = (name: string) => {
    const day = /^\d{4}-\d{2}-\d{2}$/.test(name) ? Date.parse(`${name}T00:00:00Z`) : NaN
    return (
      new Date(day).toString() !== 'Invalid Date' && new Date(day).toISOString().startsWith(name) && day <= now + DAY_MS
    )
  }
  return folders.filter(isDay).sort().reverse()
}

/** Why a dated folder is not complete; null: it is. */
function flawOf(dated: Delivery, latest: Delivery | null, { now, exportHours }: Choice): string | null {
  if (dated.lacks.length > 0) {
    return `is incomplete: lacks ${dated.lacks.slice(0, 3).join(', ')}${dated.lacks.length > 3 ? ' and others' : ''}`
  }
  const time = writingTime(dated)
  if (isSpread(time, exportHours))
    return `was written over ${hours(time.newest.at - time.oldest.at)}, so it may mix two exports`
  // Optional tables may still come, unless the export has gone on to copy the folder to latest/.
  const isCopied = latest !== null && !differs(dated, latest, () => true)
  if (now - time.newest.at < SETTLING_MS && !isCopied)
    return 'may still be written to: its newest file is a few minutes old'
  return null
}

/** A copy in latest/ is younger than its original, but the same; only other contents are news. */
function hasNews(latest: Delivery, dated: Delivery): boolean {
  const { newest } = writingTime(dated)
  return differs(latest, dated, (writtenAt) => writtenAt > newest.at)
}

/** Whether `one` has a file, written at a time that counts, that `other` does not have alike. */
function differs(one: Delivery, other: Delivery, counts: (writtenAt: number) => boolean): boolean {
  return [...one.objects].some(([table, { etag, size, lastModified }]) => {
    const twin = other.objects.get(table)
    return counts(lastModified.getTime()) && (twin?.etag !== etag || twin.size !== size)
  })
}
