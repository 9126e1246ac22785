/** How much a run may stage, and where: staging that fills the disk takes the whole database with it. */
import { SourceError, type SourceTable } from '@/lib/connectors/types'
import { env } from '@/lib/env'
import { quote } from './mirror'

/** What PostgreSQL adds to each row: its header, its place in the page, our line number and hash. */
export const rowOnDisk = 60

/** A file grows in staging, and once more while keys are checked. */
const GROWTH = 3

export class StagingSpace {
  readonly #limit: number | undefined
  readonly #tablespace: string | undefined
  #taken = 0

  constructor(limit = env.SKILLSCOPE_STAGING_LIMIT, tablespace = env.SKILLSCOPE_STAGING_TABLESPACE) {
    this.#limit = limit
    this.#tablespace = tablespace
  }

  /** Part of `create table`: where staging lives. */
  get tablespace(): string {
    return this.#tablespace ? `tablespace ${quote(this.#tablespace)}` : ''
  }

  /** Before anything is written: do the objects that have to be read fit? */
  check(sources: readonly SourceTable[]): void {
    const bytes = sources.reduce((sum, { size }) => sum + (size ?? 0), 0)
    if (this.#limit !== undefined && bytes * GROWTH > this.#limit) {
      throw tooMuch(
        `The delivery of ${inMegabytes(bytes)} needs about ${inMegabytes(bytes * GROWTH)} of staging`,
        this.#limit,
      )
    }
  }

  /** While rows stream in: sources that cannot tell their size, and files that lie about it. */
  take(bytes: number): void {
    this.#taken += bytes
    if (this.#limit !== undefined && this.#taken > this.#limit) {
      throw tooMuch(`The delivery takes more than ${inMegabytes(this.#limit)} of staging`, this.#limit)
    }
  }
}

function tooMuch(what: string, limit: number): SourceError {
  return new SourceError(
    'staging_limit',
    `${what}, and SKILLSCOPE_STAGING_LIMIT allows ${inMegabytes(limit)}. Nothing was published. Raise the limit if the disk has room, then refresh again.`,
  )
}

function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000).toLocaleString('en')} MB`
}
