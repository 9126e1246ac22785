/** "Who may import whom" of DESIGN.md, executed over the real imports. Tests and their helpers may import anything. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { importsOf, isClientFile, sourceFiles, type Import } from './imports'

/** What an area may import; `types` are areas of which it may know only the types. */
const rules: Record<string, { imports: string[]; types?: string[] }> = {
  env: { imports: [] },
  // The log leaves out every secret that was opened.
  log: { imports: ['env', 'secrets'] },
  catalogue: { imports: [] },
  format: { imports: [] },
  filters: { imports: [], types: ['catalogue'] },
  // The sealing key is a setting; rotating it walks the tables that hold sealed values.
  secrets: { imports: ['env', 'db', 'audit'] },
  db: { imports: ['env', 'log'] },
  audit: { imports: ['db', 'env', 'log', 'filters'], types: ['authz'] },
  auth: { imports: ['db', 'env', 'log', 'audit', 'authz', 'secrets', 'filters'] },
  authz: { imports: ['db', 'env', 'log', 'audit', 'auth', 'catalogue'] },
  connectors: { imports: ['catalogue', 'secrets', 'env', 'log', 'db', 'audit'], types: ['authz'] },
  marts: { imports: ['db', 'catalogue', 'log', 'rollups'] },
  rollups: { imports: ['db', 'filters', 'log', 'marts', 'metrics'] },
  refresh: {
    imports: [
      'connectors',
      'catalogue',
      'db',
      'delivery',
      'exports',
      'marts',
      'rollups',
      'audit',
      'env',
      'format',
      'log',
      'notify',
    ],
    types: ['authz'],
  },
  notify: {
    imports: ['connectors', 'refresh', 'catalogue', 'secrets', 'db', 'audit', 'env', 'log', 'format'],
    types: ['authz'],
  },
  verify: { imports: ['audit', 'catalogue', 'db', 'marts', 'refresh', 'rollups'], types: ['connectors'] },
  seats: { imports: ['audit', 'db', 'filters'], types: ['authz'] },
  identity: { imports: ['db', 'catalogue', 'filters', 'marts', 'refresh'], types: ['authz'] },
  metrics: { imports: ['db', 'filters', 'catalogue', 'rollups'], types: ['authz', 'format'] },
  statistics: { imports: [] },
  analyses: { imports: ['filters', 'metrics', 'statistics'], types: ['authz'] },
  reports: { imports: ['metrics', 'analyses', 'filters', 'format', 'design'], types: ['authz'] },
  dictionary: { imports: ['catalogue', 'metrics', 'analyses', 'reports', 'design'], types: ['authz'] },
  quality: { imports: ['db', 'catalogue', 'format'], types: ['authz'] },
  explorer: { imports: ['db', 'catalogue', 'filters'], types: ['authz'] },
  search: {
    imports: ['analyses', 'authz', 'catalogue', 'dictionary', 'filters', 'metrics', 'views'],
    types: ['db'],
  },
  views: {
    imports: ['audit', 'authz', 'catalogue', 'db', 'explorer', 'filters', 'format', 'metrics', 'reports'],
  },
  // Draws and writes as pages do, for people who are not looking.
  delivery: {
    imports: [
      'analyses',
      'audit',
      'auth',
      'authz',
      'catalogue',
      'components',
      'db',
      'env',
      'explorer',
      'export',
      'filters',
      'format',
      'log',
      'metrics',
      'notify',
      'refresh',
      'reports',
      'secrets',
      'views',
    ],
  },
  export: { imports: ['format', 'db'], types: ['catalogue', 'metrics', 'authz'] },
  exports: {
    imports: [
      'analyses',
      'api',
      'audit',
      'auth',
      'authz',
      'catalogue',
      'db',
      'explorer',
      'export',
      'format',
      'log',
      'metrics',
      'reports',
      'sql',
    ],
  },
  // Its text is written down and counted like every other question.
  sql: { imports: ['db', 'env', 'secrets', 'catalogue', 'dictionary', 'audit', 'auth', 'authz'] },
  demo: { imports: ['catalogue', 'db', 'env'] },
  design: { imports: [] },
  components: {
    imports: ['format', 'filters', 'design'],
    types: [
      'search',
      'catalogue',
      'metrics',
      'reports',
      'authz',
      'connectors',
      'refresh',
      'notify',
      'explorer',
      'dictionary',
      'quality',
      'identity',
      'seats',
      'auth',
      'audit',
      'views',
      'delivery',
      'exports',
      'sql',
    ],
  },
}

/** The lib parts that a page, route or action may use: everything but the inside of a refresh and the tools. */
const inside = /^lib\/refresh\/(?!(request|decide|limits|status|freshness|schedule|quarantine-[a-z]+)\b)/
const tools = /^lib\/(ops|testing|demo)\//
/** How the Explorer's addresses are written, for the fields that write them: nothing of it reads a table. */
const written = /^lib\/explorer\/(escaped-list|filter-value|sort-text|view-limits)\.ts$/

const isTest = (file: string) => /\.test\.tsx?$|\/testing\/|^e2e\//.test(file)

function area(file: string): string {
  const [top = '', second = ''] = file.split('/')
  return top === 'lib' ? second.replace(/\.ts$/, '') : top
}

const files = sourceFiles()
const imports = files.filter((file) => !isTest(file)).flatMap(importsOf)
const ours = (file: string) => /^(lib|components|app)\//.test(file)
const describe = ({ from, to }: Import) => `${from} imports ${to}`

function breaksRules({ from, to, typeOnly }: Import): boolean {
  const [source, target] = [area(from), area(to)]
  if (!ours(to) || source === target) return false
  // lib/api is what the route handlers of app/api share.
  if (source === 'app' || source === 'api') return inside.test(to) || (tools.test(to) && !typeOnly)
  if (source === 'components' && written.test(to)) return false
  const rule = rules[source]
  // The command line, the benchmarks and the fault suite put everything together.
  if (!rule) return !['ops', 'bench', 'faults', 'proxy', 'instrumentation'].includes(source.replace(/\.ts$/, ''))
  return !rule.imports.includes(target) && !(typeOnly && rule.types?.includes(target))
}

test('every part imports only what the design lets it import', () => {
  assert.deepEqual(imports.filter(breaksRules).map(describe), [])
})

test('no two files need each other', () => {
  const graph = new Map<string, string[]>()
  for (const { from, to, typeOnly } of imports) {
    if (!typeOnly && ours(to)) graph.set(from, [...(graph.get(from) ?? []), to])
  }
  const cycles: string[] = []
  const done = new Set<string>()
  const walk = (file: string, trail: string[]) => {
    if (trail.includes(file)) return void cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '))
    if (done.has(file)) return
    for (const next of graph.get(file) ?? []) walk(next, [...trail, file])
    done.add(file)
  }
  for (const file of graph.keys()) walk(file, [])
  assert.deepEqual(cycles, [])
})

test('nothing that reaches a browser can reach the database or the environment', () => {
  const graph = new Map<string, string[]>()
  for (const { from, to, typeOnly } of imports) if (!typeOnly) graph.set(from, [...(graph.get(from) ?? []), to])
  const forbidden = /^(lib\/(db|env|log|secrets|connectors|refresh|auth)\b|pg$|kysely$|@prisma\/|node:)/
  const reached: string[] = []
  const walk = (file: string, trail: string[], seen: Set<string>) => {
    // An action file is called over the network: its code stays on the server.
    if (seen.has(file) || /\/actions?\.ts$/.test(file)) return
    seen.add(file)
    if (forbidden.test(file)) return void reached.push([...trail, file].join(' → '))
    for (const next of graph.get(file) ?? []) walk(next, [...trail, file], seen)
  }
  for (const file of files.filter(isClientFile)) walk(file, [], new Set())
  assert.deepEqual(reached, [])
})

test('only the data layers speak to PostgreSQL', () => {
  const drivers = /^(pg|pg-copy-streams|pg-cursor|kysely|@prisma\/.*)$/
  const layers =
    /^(lib\/(db|catalogue|connectors|refresh|marts|rollups|metrics|analyses|quality|dictionary|explorer|search|sql|export|authz|auth|audit|identity|demo|ops|faults)|bench)\b/
  const found = imports.filter(({ from, to, typeOnly }) => !typeOnly && drivers.test(to) && !layers.test(from))
  assert.deepEqual(found.map(describe), [])
})
