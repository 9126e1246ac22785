/** In words, why an account belongs to this person. */
import { formatDay } from '@/lib/format/dates'
import { sameAccount } from '@/lib/identity/decision'
import type { Decision } from '@/lib/identity/decisions'
import type { Account } from '@/lib/metrics/person'

const normal = (email: string | null) => email?.trim().toLowerCase() ?? null

export function matchedHow(account: Account, all: readonly Account[], decisions: readonly Decision[]): string {
  const others = all.filter((other) => !sameAccount(account, other))
  const inForce = decisions.filter(
    ({ takenBack, accounts }) => takenBack === null && accounts.some((one) => sameAccount(one, account)),
  )
  const link = inForce.find(
    ({ kind, accounts }) =>
      kind === 'link' && accounts.every((one) => [account, ...others].some((known) => sameAccount(one, known))),
  )
  if (link) return `Linked by hand${byWhom(link)}`
  const apart = inForce.find(({ kind }) => kind === 'separate')
  if (apart) return `Kept apart by hand${byWhom(apart)}`
  const email = normal(account.email)
  if (email !== null && others.some((other) => normal(other.email) === email)) return 'Matched by the e-mail address'
  if (email === null) return 'No address to match by: a person of its own'
  return others.length === 0 ? 'No other account has this address' : 'Joined through another account'
}

function byWhom({ by, at, reason }: Decision): string {
  return ` by ${by ?? 'somebody who is gone'} on ${formatDay(at.slice(0, 10))}: ${reason}`
}
