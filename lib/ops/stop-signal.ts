/** One signal for every way in which a process is asked to end. */

let controller: AbortController | undefined

/** Aborts on Ctrl-C, SIGTERM, a closed terminal, and when the process that started us is gone. */
export function stopSignal(): AbortSignal {
  if (controller) return controller.signal
  const created = (controller = new AbortController())
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => created.abort(name))
  process.on('disconnect', () => created.abort('the parent process is gone'))
  process.channel?.unref()
  // A closed terminal also breaks the streams; that must not end us before we have stopped what we started.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  return created.signal
}

export function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

/** The result of the work, unless we are asked to stop before. */
export function unlessStopped<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted()
  return Promise.race([work, stopped(signal).then((): never => signal.throwIfAborted() as never)])
}
