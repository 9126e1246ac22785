import assert from 'node:assert/strict'
import test from 'node:test'
import { createLog } from './log'

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
