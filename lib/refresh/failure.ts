/** What can end a refresh, and how each ending is told to people: never with a secret or the contents of a row. */
import { errorCode } from '@/lib/db/error-code'
import { SourceError } from '@/lib/connectors/types'

/** Somebody asked for the run to end. */
export class CancelRequested extends Error {
  override name = 'CancelRequested'
}

/** Another worker holds the connector now; whatever this one still does must not be published. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}

/** The worker is stopping; the run goes back into the queue. */
export class Interrupted extends Error {
  override name = 'Interrupted'
}

/** The books do not balance: a bug, or data that moved under us. The publish is rolled back. */
export class InvariantBroken extends Error {
  override name = 'InvariantBroken'
}

export interface Failure {
  readonly code: string
  /** For people: what happened, to which thing, what to do next. */
  readonly message: string
  /** Trying again later may help without anybody doing anything. */
  readonly transient: boolean
  /** Nobody outside can act on it, so the log needs the stack. */
  readonly bug: boolean
}

const kept = 'The data of the last refresh is still shown.'
const brokenConnection = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  // Prisma's: not reached, no answer in time, closed, too many connections.
  'P1001',
  'P1008',
  'P1017',
  'P2037',
])
const busy = new Set(['55P03', '40P01', '40001'])

/** A lock that others hold, or a conflict with them: the publish transaction may simply be run again. */
export function isBusy(error: unknown): boolean {
  return busy.has(errorCode(error))
}

function isBrokenConnection(error: unknown): boolean {
  const code = errorCode(error)
  if (brokenConnection.has(code) || code.startsWith('08')) return true
  // pg gives these no code.
  return (
    error instanceof Error &&
    /connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/i.test(
      error.message,
    )
  )
}

export function describeFailure(error: unknown): Failure {
  if (error instanceof SourceError) {
    return { code: error.code, message: error.message, transient: error.transient, bug: false }
  }
  if (isBusy(error)) {
    const message = `Other work held Skillscope's tables for too long. ${kept}`
    return { code: 'busy', message, transient: true, bug: false }
  }
  if (isBrokenConnection(error)) {
    const message = `The connection to Skillscope's own database broke off. ${kept}`
    return { code: 'database', message, transient: true, bug: false }
  }
  if (errorCode(error) === '42704' && error instanceof Error && error.message.startsWith('tablespace ')) {
    const message = `The database has no tablespace of the name in SKILLSCOPE_STAGING_TABLESPACE. Create it or correct the name, then refresh again. ${kept}`
    return { code: 'tablespace', message, transient: false, bug: false }
  }
  if (errorCode(error) === '53100') {
    const message = `The disk of Skillscope's database is full. Make room, then refresh again. ${kept}`
    return { code: 'disk_full', message, transient: false, bug: false }
  }
  if (error instanceof InvariantBroken) {
    const message = `${error.message} Nothing was published. ${kept} Please report this with the log of the worker.`
    return { code: 'invariant', message, transient: false, bug: true }
  }
  const message = `An error inside Skillscope stopped the refresh; the log of the worker tells more. ${kept}`
  return { code: 'internal', message, transient: false, bug: true }
}
