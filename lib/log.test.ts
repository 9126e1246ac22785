import assert from 'node:assert/strict'
import test from 'node:test'
import { createLog, scrubAll } from './log'
import { remember, writings } from './secrets/known'

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = ''
  write(createLog('info', { write: (line: string) => void (text += line) }))
  return text
}

test('secrets never reach the log, by the name of their field or by their look', () => {
  const text = logged((log) => {
    log.info({ password: 'planted-1', connector: { secretAccessKey: 'planted-2', deep: { token: 'planted-3' } } })
    log.warn({ error: 'cannot reach postgresql://me:planted-4@db.example/x' }, 'key AKIAIOSFODNN7EXAMPLE was refused')
    log.error(new Error('Authorization: Bearer planted-5 was refused by https://bot:planted-6@example.com'))
  })
  assert.doesNotMatch(text, /planted|IOSFODNN7/)
  assert.match(text, /postgresql:\/\/me:\*\*\*@db\.example/)
})

test('an entry is one line, whatever a name from outside holds', () => {
  const text = logged((log) => log.info({ user: 'eve\n{"level":60,"msg":"forged"}\u001b[31m' }, 'signed in'))
  assert.equal(text.trimEnd().split('\n').length, 1)
  assert.doesNotMatch(text, /\u001b/)
})

test('a secret that this process has opened never reaches the log, however it is written', () => {
  const secret = 'pl4nted "s3cret" \\ &<é> /+='
  remember(secret)
  const forms = writings(secret)
  assert.ok(forms.length > 8)
  for (const form of forms) {
    const text = logged((log) => {
      log.warn({ error: `refused: ${form}.`, deep: { list: [form] } }, `sent ${form} to db.example`)
      log.error(new Error(`the source said "${form}"`))
    })
    for (const written of forms) assert.ok(!text.includes(written), `${form} → ${text}`)
    for (const line of text.trimEnd().split('\n')) assert.doesNotThrow(() => JSON.parse(line) as unknown)
  }
})

test('what is stored loses secrets in every text of it, and keeps its shape', () => {
  remember('another-planted-one')
  const detail = { run: 7, list: ['x another-planted-one y', null], at: new Date(0), source: 'postgresql://me:pw@db/x' }
  assert.deepEqual(scrubAll(detail), {
    run: 7,
    list: ['x *** y', null],
    at: new Date(0),
    source: 'postgresql://me:***@db/x',
  })
})

test('words that are too short to be secrets stay readable', () => {
  remember('admin')
  assert.match(
    logged((log) => log.info('the admin signed in')),
    /the admin signed in/,
  )
})
