import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { addressOf, entryPoints } from '@/lib/testing/entry-points'
import { actions, foreignRoutes, pages, routes } from './registry'

const known = { page: pages, route: routes, action: actions }
const isForeign = (file: string) => foreignRoutes.includes(addressOf(file))
const entries = entryPoints(['app', 'lib', 'components']).filter(({ file }) => !isForeign(file))

test('every page, route and action of the source tree is built by its wrapper', () => {
  assert.deepEqual(faultsOf(entries), [])
})

test('A-04: every page, route and action has a permission in the registry', () => {
  const unknown = entries.flatMap(({ kind, keys, file }) =>
    keys
      .filter((key) => !Object.hasOwn(known[kind], key))
      .map((key) => `${file}: add "${key}" to lib/authz/registry.ts`),
  )
  assert.deepEqual(unknown, [])
})

test('the registry names nothing that does not exist', () => {
  const used = new Set(entries.flatMap(({ keys }) => keys))
  const left = Object.values(known)
    .flatMap((part) => Object.keys(part))
    .filter((key) => !used.has(key))
  assert.deepEqual(left, [], 'remove these from lib/authz/registry.ts, or write them')
})

test('A-04: an entry that goes past the wrappers fails with the file and what to do', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'skillscope-entries-'))
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, 'app', file)), { recursive: true })
    writeFileSync(path.join(folder, 'app', file), text)
  }
  write('(app)/secret/page.tsx', 'export default async function Page() { return null }')
  write('(app)/moved/page.tsx', `export default definePage('/overview', () => null)`)
  write('export/route.ts', `export async function GET() {}\nexport const POST = defineRoute('GET /export', answer)`)
  write('api/again/route.ts', `export { GET } from '../other/route'`)
  write(
    'deeds/actions.ts',
    `'use server'\nexport async function drop() {}\nexport const keep = defineAction('keep.it', s, f)`,
  )
  write('inline/form.tsx', `export const Form = () => { async function send() { 'use server' } return send }`)
  write('sitemap.ts', 'export default () => []')
  write('fine/route.ts', `export const dynamic = 'force-dynamic'\nexport const GET = defineRoute('GET /fine', answer)`)
  try {
    const found = faultsOf(entryPoints([folder])).map((fault) => path.relative(path.join(folder, 'app'), fault))
    assert.deepEqual(found.sort(), [
      `(app)/moved/page.tsx: it stands at /moved but claims the key /overview`,
      `(app)/secret/page.tsx: its default export must be definePage('/secret', …)`,
      `api/again/route.ts: GET must be defineRoute('GET /api/again', …)`,
      `deeds/actions.ts: drop must be defineAction('noun.verb', …)`,
      `export/route.ts: GET must be defineRoute('GET /export', …)`,
      `export/route.ts: POST must be defineRoute('POST /export', …)`,
      `inline/form.tsx: 'use server' inside a function; put the action into a file of actions`,
      `sitemap.ts: Next serves it to everybody; write a route.ts with defineRoute.`,
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

const BUILD = '.next/BUILD_ID'
const stale = !existsSync(BUILD)
  ? 'there is no build yet'
  : statSync(BUILD).mtimeMs <
      Math.max(...entries.map(({ file }) => statSync(file).mtimeMs), statSync('lib/authz/registry.ts').mtimeMs)
    ? 'the build is older than the source'
    : false

test('the build serves nothing that the registry does not know', { skip: stale }, () => {
  const builtin = ['/_not-found', '/_global-error', ...foreignRoutes]
  const addresses = Object.entries(read<Record<string, string>>('.next/app-path-routes-manifest.json'))
  const registered = new Set([...Object.keys(pages), ...Object.keys(routes).map((key) => key.split(' ')[1])])
  const unknown = addresses
    .map(([, address]) => address)
    .filter((address) => !builtin.includes(address) && !registered.has(address))
  assert.deepEqual(unknown, [])
  assert.deepEqual(
    Object.keys(read('.next/server/pages-manifest.json')).filter((page) => !/^\/(_error|404|500)$/.test(page)),
    [],
  )

  const files = new Set(entries.filter(({ kind }) => kind === 'action').map(({ file }) => file))
  const references = read<{ node: Record<string, { filename: string; exportedName: string }> }>(
    '.next/server/server-reference-manifest.json',
  )
  const unguarded = Object.values(references.node).filter(({ filename }) => !files.has(filename))
  assert.deepEqual(
    unguarded.map(({ filename, exportedName }) => `${filename}#${exportedName}`),
    [],
  )
})

function faultsOf(of: ReturnType<typeof entryPoints>): string[] {
  return of.flatMap(({ file, faults }) => faults.map((fault) => `${file}: ${fault}`))
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T
}
