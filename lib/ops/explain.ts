/** The sentence for a failure: our own errors speak for themselves, a few of the system's are known, the rest are bugs. */
import { scrub } from '@/lib/log'

const ours = /^(?!Error$|TypeError$|RangeError$|ReferenceError$|SyntaxError$|AggregateError$)[A-Z][A-Za-z]*$/

function causeCode(error: unknown): string | undefined {
  if (error instanceof AggregateError) return causeCode(error.errors[0])
  return (error as { code?: string } | undefined)?.code
}

function sentence(error: Error): string | undefined {
  switch (causeCode(error)) {
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'ETIMEDOUT':
      return `A server does not answer (${error.message || causeCode(error)}). Check DATABASE_URL and that the database runs.`
    case '28P01':
    case '28000':
      return `The database refused the login: ${error.message}. Check DATABASE_URL.`
    case '3D000':
      return `${error.message}. Create it, or name another in DATABASE_URL.`
    case 'EACCES':
    case 'EPERM':
      return `${error.message}. Give this user the right to it.`
    case 'ENOSPC':
      return `The disk is full (${error.message}).`
    default:
      return ours.test(error.name) && !error.name.startsWith('Prisma') ? error.message : undefined
  }
}

export function explain(error: unknown): string {
  if (!(error instanceof Error)) return scrub(String(error))
  return scrub(sentence(error) ?? error.stack ?? error.message)
}
