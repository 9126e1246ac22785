/** What a message says, read within the recipient's scope at the moment of sending. */
import { filtersInWords } from '@/components/reports/filters-in-words'
import { withReader } from '@/lib/authz/reader'
import { readerOf, scopeOf, seesEverything } from '@/lib/authz/scope'
import { isMetric } from '@/lib/metrics/names'
import { narrowingNames } from '@/lib/metrics/narrowing-options'
import { SendError } from '@/lib/notify/sending'
import { isCondition, type Measured, type Watch } from './alert-condition'
import type { AlertContent } from './alert-mail'
import { attachedRows } from './attached-rows'
import { filtersOf, measure } from './measure-alert'
import { NothingToSend } from './nothing-to-send'
import { pageOfMetric } from './page-of-metric'
import { permittedView, type Message, type Permit } from './permit'
import { asOfWords, teamNames } from './read-report'
import { openedView, readView } from './read-view'
import type { Stage } from './stage'
import type { ViewContent } from './view-content'

export interface ViewParts {
  readonly kind: 'view'
  readonly content: ViewContent
  /** Null: too large to attach. */
  readonly rows: Buffer | null
  readonly kept: { readonly path: string; readonly search: string }
}

export interface AlertParts {
  readonly kind: 'alert'
  readonly content: AlertContent
  readonly dataVersion: number
}

const MOST_TRIES = 3

/** Throws NothingToSend. */
export async function composeView(stage: Stage, permit: Permit): Promise<ViewParts> {
  const view = await permittedView(stage.app, permit)
  const { account, owner, isTest, scope } = permit
  // Whether there is anything in a wider reach than their own is nothing that owners learn from the history.
  const isBlind = account !== null && account.actor.id !== owner.actor.id && !seesEverything(owner.actor)
  if (isBlind) await withReader(scopeOf(owner.actor), (reader) => openedView(reader, view), stage.warehouse)
  for (let tries = 1; ; tries++) {
    const content = await withReader(scope, (reader) => readView(reader, view), stage.warehouse)
    if (content.isEmpty && !isTest && !isBlind) throw new NothingToSend('There was nothing to show.')
    const rows = account && (await attachedRows(content.download.query, stage.pool, readerOf(account.actor)))
    const now = await withReader(scope, (reader) => Promise.resolve(reader.dataVersion), stage.warehouse)
    // A publish in between: figures and rows would speak of two states of the data.
    if (now === content.dataVersion) return { kind: 'view', content, rows, kept: view }
    if (tries === MOST_TRIES) throw new SendError('The data changed again and again while it was read.')
  }
}

/** Throws NothingToSend. */
export async function composeAlert(stage: Stage, permit: Permit, message: Message): Promise<AlertParts> {
  const { delivery, scope, isTest } = permit
  const { metric, search, condition, threshold, name } = delivery
  if (metric === null || !isMetric(metric) || !isCondition(condition) || threshold === null) {
    throw new NothingToSend('The metric of this alert is gone.')
  }
  return withReader(
    scope,
    async (reader) => {
      const filters = await filtersOf(reader, { metric, search }, stage.now())
      const told = isTest ? await measure(reader, delivery, stage.now()) : measuredIn(message)
      const narrowed = await narrowingNames(reader, filters)
      const content: AlertContent = {
        name,
        metric,
        watch: isTest ? { condition, threshold } : watchIn(message, { condition, threshold }),
        measured: told,
        period: filters,
        words: filtersInWords(filters, { narrowed, ...(await teamNames(reader, filters.team)) }),
        asOf: asOfWords(reader.asOf),
        path: pageOfMetric(metric, filters),
      }
      return { kind: 'alert', content, dataVersion: reader.dataVersion } as const
    },
    stage.warehouse,
  )
}

/** Safe: only watch-alerts.ts writes this column. */
const bodyOf = ({ body }: Message) => body as unknown as Partial<Measured & Watch>

function measuredIn(message: Message): Measured {
  const { value = null, before = null } = bodyOf(message)
  return { value, before }
}

/** As it was when the value crossed it, should somebody have changed it since. */
function watchIn(message: Message, { condition, threshold }: Watch): Watch {
  return { condition: bodyOf(message).condition ?? condition, threshold: bodyOf(message).threshold ?? threshold }
}
