/** One message for every recipient and occasion; a second one about the same is refused by the database. */
import type { Prisma } from '@/generated/prisma/client'
import type { AppTx } from '@/lib/db/app'

export interface Addressed {
  readonly id: string
  readonly userId: string | null
  readonly targetId: string | null
  readonly user: { readonly name: string } | null
  readonly target: { readonly address: string } | null
}

/** What of a recipient a message keeps. */
export const addressed = {
  user: { select: { name: true } },
  target: { select: { address: true } },
} as const

interface About {
  readonly delivery: { readonly id: string; readonly ownerId: string; readonly name: string }
  readonly occasion: string
  readonly body?: Prisma.InputJsonObject
}

export async function writeMessages(tx: AppTx, recipients: readonly Addressed[], about: About): Promise<number> {
  const { delivery, occasion, body = {} } = about
  const { count } = await tx.deliveryMessage.createMany({
    data: recipients.map(({ id, userId, targetId, user, target }) => ({
      deliveryId: delivery.id,
      ownerId: delivery.ownerId,
      name: delivery.name,
      recipientId: id,
      recipient: user?.name ?? target?.address ?? '',
      userId,
      targetId,
      occasion,
      body,
    })),
    skipDuplicates: true,
  })
  return count
}
