/** Address and key of a webhook, opened to send there. */
import type { NotificationTarget } from '@/generated/prisma/client'
import { ownKeyRing } from '@/lib/secrets/key'
import { SealBroken, unseal } from '@/lib/secrets/seal'
import { signingKeyPlace } from '@/lib/secrets/sealed-values'
import { SendError } from './sending'
import { openAddress } from './webhook-address'

/** Throws SendError. */
export function openWebhook({
  id,
  sealedAddress,
  sealedKey,
}: Pick<NotificationTarget, 'id' | 'sealedAddress' | 'sealedKey'>) {
  const ring = ownKeyRing()
  try {
    return {
      address: openAddress({ id, sealedAddress }, ring),
      key: unseal(sealedKey ?? '', signingKeyPlace(id), ring),
    }
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error
    throw new SendError(
      'What was stored of this webhook cannot be opened any more. Remove this target and add it again.',
    )
  }
}
