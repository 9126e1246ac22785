/** How long each page takes until its first key figure stands in the stream, and how long until the last byte. */
import type pg from 'pg'
import { attempt } from './attempt'
import { connections } from './http-load'
import { median, milliseconds, type Ratio } from './measure'
import { pagesOf, type Page } from './scale-pages'

const ROUNDS = 5
const LIMIT = 'at most 300'
/** What a key figure begins with; what stands in its place before has no such name. */
const FIGURE = 'id="kpi-'

interface Waited {
  /** Seconds. */
  readonly figure: number
  readonly lastByte: number
}

export async function benchFirstAnswers(pool: pg.Pool, cookie: string): Promise<Ratio[]> {
  const pages = await pagesOf(pool)
  const browser = connections(1, cookie)
  const open = async (address: string): Promise<Waited> => {
    const { textAt, lastByte } = await browser.get(address, FIGURE)
    if (textAt === null) throw new Error(`${address} never showed a key figure.`)
    return { figure: textAt, lastByte }
  }
  const medianOf = async (address: () => string) => {
    // What the server loads and compiles for the first one is no matter of the question.
    await open(address())
    const waits: Waited[] = []
    while (waits.length < ROUNDS) waits.push(await open(address()))
    return {
      figure: median(waits.map(({ figure }) => figure)),
      lastByte: median(waits.map(({ lastByte }) => lastByte)),
    }
  }
  try {
    const ratios: Ratio[] = []
    for (const { name, unasked } of pages) {
      const title = `${name}, nothing remembered: first key figure`
      ratios.push(
        ...(await attempt(title, async () => [
          row(title, 'ms until the first key figure; nothing remembered', await medianOf(unasked)),
        ])),
      )
    }
    return [...ratios, ...(await attempt('pages as they open by default', () => asOpened(pages, medianOf)))]
  } finally {
    browser.close()
  }
}

const row = (name: string, reads: string, { figure, lastByte }: Waited): Ratio => ({
  name,
  value: figure * 1_000,
  limit: LIMIT,
  reads,
  ours: milliseconds(figure),
  against: `last byte ${milliseconds(lastByte)}`,
})

/** Without a question of their own, as people come to them; somebody was there before. */
async function asOpened(
  pages: readonly Page[],
  medianOf: (address: () => string) => Promise<Waited>,
): Promise<Ratio[]> {
  let slowest: (Waited & { name: string }) | undefined
  for (const { name, path } of pages) {
    const waited = await medianOf(() => path)
    if (slowest === undefined || waited.figure > slowest.figure) slowest = { name, ...waited }
  }
  if (slowest === undefined) return []
  const name = `${pages.length} pages as they open by default: first key figure of the slowest, ${slowest.name}`
  return [row(name, 'ms until the first key figure, opened before', slowest)]
}
