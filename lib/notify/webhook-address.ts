/** A webhook's address, sealed: who knows the address of some services may write there. */
import type { NotificationTarget } from '@/generated/prisma/client'
import type { KeyRing } from '@/lib/secrets/key'
import { remember } from '@/lib/secrets/known'
import { seal, unseal } from '@/lib/secrets/seal'
import { webhookAddressPlace } from '@/lib/secrets/sealed-values'

/** A shorter path is no secret, but a word that other addresses hold too. */
const LEAST_SECRET = 20

/** Scheme and host: what is stored in the clear and shown. */
export function placeOf(address: string): string {
  return `${new URL(address).origin}/…`
}

export function sealAddress(address: string, targetId: string, ring: KeyRing): string {
  rememberPath(address)
  return seal(address, webhookAddressPlace(targetId), ring.current)
}

/** Throws SealBroken. */
export function openAddress(
  { id, sealedAddress }: Pick<NotificationTarget, 'id' | 'sealedAddress'>,
  ring: KeyRing,
): string {
  const address = unseal(sealedAddress ?? '', webhookAddressPlace(id), ring).reveal()
  rememberPath(address)
  return address
}

/** What speaks of a request may name its path without the host, so the log knows it by itself too. */
function rememberPath(address: string): void {
  const { pathname, search, searchParams } = new URL(address)
  for (const part of [pathname + search, ...pathname.split('/'), ...searchParams.values()]) {
    if (part.length >= LEAST_SECRET) remember(part)
  }
}
