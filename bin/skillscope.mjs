#!/usr/bin/env node
/**
 * The one command line. Runs on any Node from 20.19 without a single package: it installs what is missing, generates
 * what is stale, and hands over to lib/ops/main.ts under the Node 24 that comes with the packages.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const [command = 'help', ...rest] = process.argv.slice(2)
// What a server needs to run is installed without the packages that only build and test it.
const runsWithoutTools = !['demo', 'test', 'dev', 'build', 'check', 'bench', 'faults'].includes(command)

/** @returns {never} */
function fail(/** @type {string} */ sentence) {
  console.error(sentence)
  process.exit(1)
}

const atLeast = (/** @type {string} */ version, /** @type {number} */ major, /** @type {number} */ minor) => {
  const [a = 0, b = 0] = version.split('.').map(Number)
  return a > major || (a === major && b >= minor)
}

if (!atLeast(process.versions.node, 20, 19)) {
  fail(`Skillscope needs Node 20.19 or newer to start; this is ${process.versions.node}.`)
}
// Relative paths of the caller keep their meaning although the programs run at the root of the repository.
process.env.SKILLSCOPE_CALLED_FROM ??= process.cwd()
process.chdir(root)
if (existsSync('.env')) process.loadEnvFile('.env')

/** Compares npm's record of what it installed with the lock file. */
function isInstalled() {
  const record = 'node_modules/.package-lock.json'
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  const wanted = Object.entries(JSON.parse(readFileSync('package-lock.json', 'utf8')).packages)
  return wanted.every(([place, { version, optional, devOptional, dev, link }]) => {
    const found = installed[place]
    if (place === '' || link) return true
    if (found) return found.version === version
    return optional || devOptional || (dev && runsWithoutTools)
  })
}

/** Runs a long step, with the time it has taken where nobody sees npm's own progress. */
function install() {
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const began = Date.now()
  console.error('Installing the packages of package-lock.json (about a minute) …')
  const child = npm?.endsWith('.js')
    ? spawn(process.execPath, [npm, ...args], { stdio: 'inherit' })
    : spawn('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' })
  const ticker = setInterval(() => {
    if (!process.stderr.isTTY) console.error(`  still installing, ${Math.round((Date.now() - began) / 1000)} s`)
  }, 10_000)
  const stop = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal)
  for (const signal of signals) process.on(signal, stop)
  return new Promise((resolve) => {
    child.on('error', () => fail('npm could not be started. Install npm 10 or newer, which comes with Node.'))
    child.on('exit', (code) => {
      clearInterval(ticker)
      for (const signal of signals) process.off(signal, stop)
      if (code !== 0) fail(`The packages could not be installed (npm ci ended with ${code}); the reason stands above.`)
      console.error(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`)
      resolve(undefined)
    })
  })
}

/** The Node that runs the product: the one from the lock file, or the system's where that is new enough. */
function findNode() {
  const own = path.join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(own)) return own
  if (atLeast(process.versions.node, 22, 19)) return process.execPath
  return fail(
    `Skillscope runs on Node 24. Its packages bring that on Linux; on ${process.platform} ${process.arch} install Node 24 yourself (this is ${process.versions.node}).`,
  )
}

/** @returns {string[]} */
function filesUnder(/** @type {string} */ folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}

/** Prisma's client and the catalogue are made from the schema; a hash tells whether they still fit it. */
function generate(/** @type {string} */ node) {
  const sources = [...filesUnder('prisma/schema'), ...filesUnder('prisma/generators'), 'prisma/config.ts']
  const hash = createHash('sha256').update(readFileSync('node_modules/prisma/package.json'))
  for (const file of sources) hash.update(file).update(readFileSync(file))
  const digest = hash.digest('hex')
  const stamp = 'generated/.made-from'
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return

  const prisma = path.join(
    path.dirname(createRequire(import.meta.url).resolve('prisma/package.json')),
    'build/index.js',
  )
  const made = spawnSync(node, [prisma, 'generate', '--config', 'prisma/config.ts', '--no-hints'], {
    // Prisma insists on an engine binary that generating never runs.
    env: {
      ...environment(),
      PRISMA_SCHEMA_ENGINE_BINARY: node,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
    encoding: 'utf8',
  })
  if (made.status !== 0) fail(`The Prisma schema could not be read:\n${made.stdout}${made.stderr}`)
  mkdirSync('generated', { recursive: true })
  writeFileSync(stamp, digest)
}

const environment = () => ({
  ...process.env,
  PATH: [path.join(root, 'node_modules', '.bin'), process.env.PATH].join(path.delimiter),
})

/** @type {NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

if (!isInstalled()) await install()
const node = findNode()
generate(node)

const child = spawn(
  node,
  [
    '--no-warnings=ExperimentalWarning',
    // As in lib/ops/processes.ts: keeps the worker's memory small.
    ...(command === 'worker' ? ['--max-semi-space-size=16', '--max-old-space-size=112'] : []),
    '--import',
    'tsx',
    'lib/ops/main.ts',
    command,
    ...rest,
  ],
  {
    // The channel tells the child when this process is gone, however it went.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: environment(),
  },
)
for (const signal of signals) process.on(signal, () => child.kill(signal))
child.on('error', (error) => fail(`Node could not be started: ${error.message}`))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))

/** The parent of a process, where the system tells (Linux). */
function parentOf(/** @type {number} */ pid) {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) \S /s, '')
        .split(' ')[0],
    )
  } catch {
    return undefined
  }
}

// npm hands no signal on when it is killed; a changed parent is all that shows, ours or that of the shell between.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  const beyond = parentOf(parent)
  setInterval(() => {
    if (process.ppid !== parent || parentOf(parent) !== beyond) child.kill('SIGTERM')
  }, 1_000).unref()
}
