/** LibreOffice without a window: what it makes of a file, as its own flat XML. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const PATIENCE_MS = 120_000

/** Comma, double quote, UTF-8, from the first line; quoted fields are no text by themselves; formulas are evaluated. */
const asPeopleImport = 'CSV:44,34,76,1,,0,false,true,false,false,false,-1,true'

/** Installs it where the package manager of Debian is at hand and this is its administrator. */
export async function needOffice(): Promise<void> {
  if (await answers('soffice', '--version')) return
  if (process.getuid?.() !== 0 || !(await answers('apt-get', '--version'))) {
    throw new Error('LibreOffice is missing. Install it (Debian: apt-get install libreoffice-calc) and try again.')
  }
  const quietly = { maxBuffer: 1e8 }
  await run('apt-get', ['update', '-qq'], quietly)
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'libreoffice-calc'], quietly)
}

const answers = (program: string, option: string) =>
  run(program, [option]).then(
    () => true,
    () => false,
  )

export interface Opened {
  /** Cells that would be computed. */
  readonly formulas: readonly string[]
  /** By row and column, as a person sees them. */
  readonly cells: readonly (readonly string[])[]
}

export async function openInOffice(bytes: Uint8Array, extension: 'csv' | 'xlsx'): Promise<Opened> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'skillscope-office-'))
  try {
    const file = path.join(folder, `file.${extension}`)
    await writeFile(file, bytes)
    const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`
    const filter = extension === 'csv' ? [`--infilter=${asPeopleImport}`] : []
    const args = [profile, '--headless', ...filter, '--convert-to', 'fods', '--outdir', folder, file]
    await run('soffice', args, { timeout: PATIENCE_MS })
    return readFlat(await readFile(path.join(folder, 'file.fods'), 'utf8'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function readFlat(xml: string): Opened {
  const formulas = [...xml.matchAll(/table:formula="([^"]*)"/g)].map(([, formula]) => plain(formula ?? ''))
  const rows = [...xml.matchAll(/<table:table-row[^>]*>(.*?)<\/table:table-row>/gs)].map(([, row]) =>
    [...(row ?? '').matchAll(/<table:table-cell([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)].map(
      ([, , inside = '']) =>
        [...inside.matchAll(/<text:p[^>]*?(?:\/>|>(.*?)<\/text:p>)/gs)].map(([, text = '']) => plain(text)).join('\n'),
    ),
  )
  return { formulas, cells: rows }
}

function plain(xml: string): string {
  return xml
    .replace(/<text:s text:c="(\d+)"\/>/g, (_, times: string) => ' '.repeat(Number(times)))
    .replace(/<text:s\/>/g, ' ')
    .replace(/<text:tab\/>/g, '\t')
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => names[name] ?? '')
}

const names: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
