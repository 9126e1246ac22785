/** Whether SKILLSCOPE_SECRET is the one that this database was sealed with; asked at every start and by /readyz. */
import type { App } from '@/lib/db/app'
import { ownKeyRing } from './key'
import { opens, seal } from './seal'
import { readSentinel, sealedValues, sentinelPlace, writeSentinel } from './sealed-values'

export const WRONG_SECRET =
  'SKILLSCOPE_SECRET is not the one that this database was sealed with, so stored credentials do not open. Set it back, or add the former one to SKILLSCOPE_OLD_SECRETS. If it is lost: skillscope secrets reset, then enter the credentials again. The data itself is not affected.'

/** Makes the sentinel at the first start; one damaged value elsewhere is that connector's trouble alone. */
export async function hasRightSecret(app: App): Promise<boolean> {
  const ring = ownKeyRing()
  const sentinel = await readSentinel(app)
  if (sentinel) return opens(sentinel.sealed, sentinel.place, ring)

  // A database from before there was a sentinel: its values say whether the secret is theirs.
  const values = await sealedValues(app)
  if (values.length > 0 && !values.some(({ sealed, place }) => opens(sealed, place, ring))) return false
  await writeSentinel(app, seal('sentinel of this installation', sentinelPlace, ring.current))
  return true
}
