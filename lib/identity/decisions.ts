/** The decisions so far, the newest first: what was decided, by whom and why, and whether it still holds. */
import type { Prisma } from '@/generated/prisma/client'
import type { App } from '@/lib/db/app'
import type { AccountId } from '@/lib/marts/restate-people'
import type { DecisionKind } from './decision'

export interface Decision {
  readonly id: number
  readonly kind: DecisionKind
  /** One account of a separation, two of a link. */
  readonly accounts: readonly AccountId[]
  readonly reason: string
  /** ISO. */
  readonly at: string
  readonly by: string | null
  readonly takenBack: { readonly at: string; readonly by: string | null; readonly reason: string | null } | null
}

export interface DecisionPage {
  readonly decisions: readonly Decision[]
  readonly rowCount: number
}

export async function listDecisions(app: App, page: { limit: number; offset: number }): Promise<DecisionPage> {
  return read(app, {}, page)
}

/** Those that name one of the accounts. */
export async function decisionsAbout(app: App, accounts: readonly AccountId[], limit = 50): Promise<DecisionPage> {
  const named = accounts.flatMap(({ source, sourceId }) => [
    { source, sourceId },
    { otherSource: source, otherSourceId: sourceId },
  ])
  return read(app, { OR: named }, { limit, offset: 0 })
}

async function read(
  app: App,
  where: Prisma.IdentityLinkWhereInput,
  { limit, offset }: { limit: number; offset: number },
): Promise<DecisionPage> {
  const [rows, rowCount] = await Promise.all([
    app.identityLink.findMany({ where, orderBy: { id: 'desc' }, take: limit, skip: offset }),
    app.identityLink.count({ where }),
  ])
  return { decisions: rows.map(decision), rowCount }
}

type Row = Prisma.IdentityLinkGetPayload<object>

/** Safe: the table's own check and lib/identity/decide.ts write these words only. */
function decision(row: Row): Decision {
  const account = (source: string | null, sourceId: string | null) =>
    source !== null && sourceId !== null ? [{ source: source as AccountId['source'], sourceId }] : []
  return {
    id: Number(row.id),
    kind: row.kind as DecisionKind,
    accounts: [...account(row.source, row.sourceId), ...account(row.otherSource, row.otherSourceId)],
    reason: row.reason,
    at: row.decidedAt.toISOString(),
    by: row.decidedByName,
    takenBack: row.takenBackAt && {
      at: row.takenBackAt.toISOString(),
      by: row.takenBackByName,
      reason: row.takenBackReason,
    },
  }
}
