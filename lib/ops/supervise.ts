/** Keeps children running until we are asked to stop, or one of them ends by itself. */
import { stopped } from './stop-signal'
import { stopAll, type Running } from './processes'

/** The exit code for us: 0 when we were asked to stop, 1 when a child ended unasked. */
export async function supervise(children: readonly Running[], signal: AbortSignal): Promise<number> {
  const first = await Promise.race([
    stopped(signal).then(() => undefined),
    ...children.map((child) => child.ended.then((how) => ({ child, how }))),
  ])
  if (first && !signal.aborted)
    console.error(`The ${first.child.name} process ended (${first.how}); stopping the rest.`)
  await stopAll(children)
  return signal.aborted ? 0 : 1
}
