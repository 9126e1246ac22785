/** Does something again and again while something else runs; the first failure ends it. */
export function heartbeat(everyMs: number, beat: () => Promise<void>, fail: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout
  let stopped = false
  const again = () => {
    timer = setTimeout(() => void beat().then(() => (stopped ? undefined : again()), fail), everyMs)
  }
  again()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
