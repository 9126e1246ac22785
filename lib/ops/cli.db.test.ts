import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import test, { after } from 'node:test'
import { childEnvironment } from '@/lib/env'

const home = mkdtempSync(path.join(os.tmpdir(), 'skillscope-cli-'))
chmodSync(home, 0o755)
after(() => rmSync(home, { recursive: true, force: true }))

function skillscope(args: string[], { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/skillscope.mjs', ...args], {
    input,
    encoding: 'utf8',
    env: childEnvironment({
      DATABASE_URL: undefined,
      SKILLSCOPE_SECRET: undefined,
      SKILLSCOPE_HOME: home,
      LOG_LEVEL: 'fatal',
      npm_lifecycle_event: undefined,
      ...env,
    }),
  })
  return { status, stdout, stderr }
}

test('a fresh home gets its database, its tables and its secret from the first command', () => {
  const { status, stdout, stderr } = skillscope(
    ['user', 'add', '--email', 'Ada@Example.com', '--name', 'Ada', '--role', 'admin', '--json'],
    { input: 'correct horse battery staple\n' },
  )
  assert.equal(status, 0, stderr)
  assert.equal((JSON.parse(stdout) as { email: string }).email, 'ada@example.com')
  const secret = path.join(home, 'secret')
  assert.equal(statSync(secret).mode & 0o777, 0o600)
  assert.equal(Buffer.from(readFileSync(secret, 'utf8'), 'base64').length, 32)
})

test('the same home is used again: the account is there, and no server was left behind', () => {
  const again = skillscope(['user', 'add', '--email', 'ada@example.com', '--name', 'Ada', '--role', 'admin'], {
    input: 'correct horse battery staple',
  })
  assert.equal(again.status, 1)
  assert.equal(again.stderr, 'There is an account for ada@example.com already.\n')
  assert.equal(spawnSync('pgrep', ['-f', `${home}/postgres`]).status, 1)
})

test('an administrator who cannot get in any more gets a link from the command line', () => {
  const { status, stdout, stderr } = skillscope(['user', 'link', '--email', 'Ada@example.com'])
  assert.equal(status, 0, stderr)
  assert.match(stdout, /^http:\/\/localhost:\d+\/choose-password#[\w-]{43}\n$/)
  assert.equal(
    skillscope(['user', 'link', '--email', 'x@example.com']).stderr,
    'There is no account for x@example.com.\n',
  )
})

test('old audit entries are removed on request, younger ones than 90 days never', () => {
  assert.equal(skillscope(['audit', 'prune', '--older-than-days', '365', '--json']).stdout.trim(), '{"removed":0}')
  assert.match(skillscope(['audit', 'prune', '--older-than-days', '30']).stderr, /a whole number from 90/)
  assert.match(skillscope(['audit', 'prune']).stderr, /^Usage: audit prune/)
})

test('a token comes once, as JSON for scripts', () => {
  const { status, stdout } = skillscope(['token', 'create', '--name', 'nightly', '--role', 'analyst', '--json'])
  assert.equal(status, 0)
  assert.match((JSON.parse(stdout) as { token: string }).token, /^sk_[\w-]{43}$/)
})

test('credentials come from a file, and a refusal never repeats what is in it', () => {
  const file = path.join(home, 'skilljar.json')
  const planted = 'planted-password'
  writeFileSync(file, JSON.stringify({ host: 'db.example.com', password: planted, sslrootcert: '/etc/passwd' }))
  const refused = skillscope(['connector', 'set', 'skilljar', '--json-file', file])
  assert.equal(refused.status, 1)
  assert.match(refused.stderr, /sslrootcert/)
  assert.doesNotMatch(refused.stderr, /planted/)

  writeFileSync(file, `{"password": "${planted}"`)
  const broken = skillscope(['connector', 'set', 'skilljar', '--json-file', file])
  assert.equal(broken.stderr, `${file} cannot be read: it is not JSON.\n`)
})

test('a database of one’s own needs a secret of one’s own, and the message says which variable', () => {
  const DATABASE_URL = 'postgresql://me:planted@127.0.0.1:1/nothing'
  const missing = skillscope(['migrate'], { env: { DATABASE_URL } })
  assert.equal(missing.status, 1)
  assert.match(missing.stderr, /^SKILLSCOPE_SECRET is not set\. It must be 32 random bytes/)
  const short = skillscope(['migrate'], { env: { DATABASE_URL, SKILLSCOPE_SECRET: 'c2hvcnQ=' } })
  assert.match(short.stderr, /^SKILLSCOPE_SECRET is malformed/)

  const secret = Buffer.alloc(32, 1).toString('base64')
  const away = skillscope(['migrate'], { env: { DATABASE_URL, SKILLSCOPE_SECRET: secret } })
  assert.match(away.stderr, /^A server does not answer .*Check DATABASE_URL/)
  assert.doesNotMatch(away.stderr, /planted|at .*\.ts/)
})

test('what is mistyped is answered with what there is', () => {
  assert.match(skillscope(['demmo']).stderr, /^There is no command "demmo"\. It may be: demo, test/)
  assert.match(skillscope(['demo', '--peeple', '5']).stderr, /^Unknown option '--peeple'\. Usage:\ndemo \[--people N\]/)
  assert.match(skillscope(['demo', '--people', 'many']).stderr, /^--people must be a whole number from 10 to/)
})

test('demo accounts never get into a home that holds a real installation', () => {
  const { status, stderr } = skillscope(['demo', '--port', '39871'])
  assert.equal(status, 1)
  assert.match(stderr, /holds an installation that is no demo\. Set SKILLSCOPE_HOME to another folder/)
})
