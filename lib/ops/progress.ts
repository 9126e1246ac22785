/** Shows what a long step does: one line that redraws itself in a terminal, a line now and then elsewhere. */

const BAR = 24
const REDRAW_MS = 120
const LINE_EVERY_MS = 10_000

export interface Report {
  /** How far the step is; a total of null means that nobody knows. */
  (done: number, total: number | null, note?: string): void
}

const seconds = (sinceMs: number) => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`

function bar(done: number, total: number | null): string {
  if (!total) return done > 0 ? `${done.toLocaleString('en')} ` : ''
  const share = Math.min(1, done / total)
  const filled = Math.round(share * BAR)
  return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${Math.floor(share * 100)} % `
}

/** Runs one step under a label, with the time it takes. */
export async function step<T>(label: string, work: (report: Report) => Promise<T>): Promise<T> {
  const out = process.stderr
  const began = Date.now()
  let detail = ''
  const line = () => `${label.padEnd(34)} ${detail}${seconds(began)}`
  const draw = () => out.write(out.isTTY ? `\r\u001b[K  ${line()}`.slice(0, (out.columns || 80) + 4) : `  ${line()}\n`)

  if (!out.isTTY) out.write(`  ${label} …\n`)
  const timer = setInterval(draw, out.isTTY ? REDRAW_MS : LINE_EVERY_MS)
  try {
    const result = await work((done, total, note) => {
      detail = bar(done, total) + (note ? `${note} ` : '')
    })
    detail = ''
    out.write(`${out.isTTY ? '\r\u001b[K' : ''}✓ ${line()}\n`)
    return result
  } catch (error) {
    out.write(`${out.isTTY ? '\r\u001b[K' : ''}✗ ${line()}\n`)
    throw error
  } finally {
    clearInterval(timer)
  }
}
