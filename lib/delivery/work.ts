/** What the worker does for deliveries, again and again. */
import { forgetOld } from './claim-messages'
import { sendMessages } from './send-messages'
import type { Stage } from './stage'
import { watchAlerts } from './watch-alerts'
import { writeDue } from './write-due'

export async function workOnDeliveries(stage: Stage, signal: AbortSignal): Promise<void> {
  await writeDue(stage.app, stage.now())
  await watchAlerts(stage, signal)
  await sendMessages(stage, signal)
  await forgetOld(stage.app, stage.now())
}
