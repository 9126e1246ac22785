/** What the README and .env.example say about settings and commands is what the code has. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import test from 'node:test'
import { env } from '@/lib/env'

/** Set by tools, build servers and our own programs; people who run Skillscope never need them. */
const internal = ['NODE_ENV', 'CI', 'SKILLSCOPE_TEST_HOME', 'SKILLSCOPE_CALLED_FROM', 'CHROMIUM_PATH']
const readme = readFileSync('README.md', 'utf8')
const names = (text: string, pattern: RegExp) => Array.from(text.matchAll(pattern), ([, name = '']) => name).sort()

test('README, .env.example and lib/env.ts know the same settings', () => {
  const known = Object.keys(env)
    .filter((name) => !internal.includes(name))
    .sort()
  assert.deepEqual(names(readFileSync('.env.example', 'utf8'), /^(?:# )?([A-Z][A-Z_]+)=/gm), known)
  assert.deepEqual(names(readme, /^\| `([A-Z_]+)` +\|/gm), known)
})

test('every command, npm script and folder that the README names exists', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const commands = names(readFileSync('lib/ops/main.ts', 'utf8'), /^ {2}'?([\w-]+)'?: async \(\) =>/gm)
  assert.ok(commands.length > 5)
  const known = (list: readonly string[], named: readonly string[]) => named.filter((name) => !list.includes(name))
  assert.deepEqual(known([...commands, 'help'], names(readme, /node bin\/skillscope\.mjs ([\w-]+)/g)), [])
  assert.deepEqual(known([...Object.keys(scripts), 'start', 'test'], names(readme, /npm (?:run )?(\w+)/g)), [])
  const folders = names(readme, /^\| `([a-z/]+)` /gm)
  assert.deepEqual(
    folders.filter((folder) => !existsSync(folder)),
    [],
  )
})

test('the README names no machine of ours', () => {
  assert.doesNotMatch(readme, /\/(work|home|root|tmp)\/|registry\./)
})
