import assert from 'node:assert/strict'
import test from 'node:test'
import { env, EnvError, provide } from './env'

const secret = Buffer.alloc(32, 7).toString('base64')

test('a variable that is missing is named, with what it is for', () => {
  provide({ SKILLSCOPE_SECRET: '' })
  assert.throws(() => env.SKILLSCOPE_SECRET, {
    name: 'EnvError',
    message: /^SKILLSCOPE_SECRET is not set\. It must be 32 random bytes in base64 .*seals connector credentials/,
  })
})

test('a secret that is short, long or no base64 is refused, and never repeated in the message', () => {
  for (const bad of [
    'hunter2',
    Buffer.alloc(16).toString('base64'),
    Buffer.alloc(33).toString('base64'),
    `${secret}!`,
  ]) {
    provide({ SKILLSCOPE_SECRET: bad })
    assert.throws(
      () => env.SKILLSCOPE_SECRET,
      (error) =>
        error instanceof EnvError &&
        /^SKILLSCOPE_SECRET is malformed/.test(error.message) &&
        !error.message.includes(bad),
    )
  }
  provide({ SKILLSCOPE_SECRET: secret })
  assert.equal(env.SKILLSCOPE_SECRET, secret)
})

test('what is unset has its default; what is malformed is an error and no default', () => {
  provide({ PORT: '', APP_URL: '', LOG_LEVEL: '' })
  assert.equal(env.PORT, 3000)
  assert.equal(env.APP_URL, 'http://localhost:3000')
  provide({ PORT: '4000' })
  assert.equal(env.APP_URL, 'http://localhost:4000')
  provide({ PORT: 'http' })
  assert.throws(() => env.PORT, /^EnvError: PORT is malformed/)
  provide({ PORT: '' })
  provide({ DATABASE_URL: 'mysql://localhost/x' })
  assert.throws(() => env.DATABASE_URL, /DATABASE_URL is malformed. It must be the address of a PostgreSQL 15 or newer/)
})

test('lists are split at commas', () => {
  provide({ SKILLSCOPE_PRIVATE_TARGETS: ' 10.0.0.0/8, db.internal:5432 ,' })
  assert.deepEqual(env.SKILLSCOPE_PRIVATE_TARGETS, ['10.0.0.0/8', 'db.internal:5432'])
})
