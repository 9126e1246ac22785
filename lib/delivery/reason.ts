/** Why somebody gets a mail, said in the mail itself. */
import { env } from '@/lib/env'
import { scheduleInWords } from '@/lib/refresh/schedule-preset'
import type { Permit } from './permit'
import { unsubscribePage } from './unsubscribe-link'
import type { Reason } from './view-mail'

export function reasonOf({ delivery, owner, account, isTest }: Permit, recipientId: string): Reason {
  if (isTest) return { sentence: 'You asked for this test on the page Deliveries.', unsubscribe: null }
  const isOwn = account?.actor.id === owner.actor.id
  const when =
    delivery.kind === 'alert'
      ? 'when its value crosses the limit'
      : `${inSentence(scheduleInWords(delivery.cron))} (${delivery.zone})`
  const who = isOwn ? 'You set this up yourself' : `${owner.actor.name} set this up for you`
  return {
    sentence: `${who}: it comes ${when}, from ${env.APP_URL}. It shows what your own account may see.`,
    unsubscribe: unsubscribePage(recipientId),
  }
}

/** Names of days keep their capital. */
const inSentence = (words: string) =>
  words.replace(/^By /, 'by the schedule ').replace(/^(Daily|Every)/, (first) => first.toLowerCase())
