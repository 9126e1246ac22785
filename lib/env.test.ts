import assert from 'node:assert/strict'
import test from 'node:test'
import { checkEnvironment, env, EnvError, provide } from './env'

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

test('a private target that is no host or CIDR is refused at start, with the form that is expected', () => {
  provide({ DATABASE_URL: 'postgresql://localhost/x', SKILLSCOPE_SECRET: secret })
  for (const good of ['10.0.0.0/8', 'db.internal:5432', '10.0.0.0/8:6432', '::1', '[fd00::/8]:5432', 'localhost']) {
    provide({ SKILLSCOPE_PRIVATE_TARGETS: good })
    assert.deepEqual(env.SKILLSCOPE_PRIVATE_TARGETS, [good])
  }
  for (const bad of ['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', 'db:99999', 'db:0', 'https://db', '*', 'ok, a b']) {
    provide({ SKILLSCOPE_PRIVATE_TARGETS: bad })
    assert.throws(() => checkEnvironment(), {
      name: 'EnvError',
      message:
        /^SKILLSCOPE_PRIVATE_TARGETS is malformed\. It must be hosts or CIDRs, .* like 10\.0\.0\.0\/8,db\.internal:5432\.$/,
    })
  }
  provide({ SKILLSCOPE_PRIVATE_TARGETS: '' })
})

test('a mail server that no mail could be sent by is refused at start, and its password is not repeated', () => {
  provide({ DATABASE_URL: 'postgresql://localhost/x', SKILLSCOPE_SECRET: secret })
  for (const good of ['smtp://localhost:25', 'smtps://u:p%40ss%2F@mail.example.com', 'smtp://u:p@[::1]:587?name=x']) {
    provide({ SMTP_URL: good })
    assert.equal(env.SMTP_URL, good)
  }
  for (const bad of [
    'https://user:hunter2@mail.example.com',
    'smtp:user:hunter2@mail.example.com',
    'smtp:///hunter2',
    'smtps://user:hunter2%@mail.example.com',
    'smtps://user%E9:hunter2@mail.example.com',
    'smtps://user:1/hunter2@mail.example.com',
    'smtps://user:1?hunter2@mail.example.com',
    'smtps://user:1#hunter2@mail.example.com',
    'smtps://user:hunter2@mail_ex ample.com',
    'mail.example.com',
  ]) {
    provide({ SMTP_URL: bad })
    assert.throws(
      () => checkEnvironment(),
      (error) =>
        error instanceof EnvError &&
        /^SMTP_URL is malformed\. .*like smtps:\/\/user:password@mail\.example\.com:465/.test(error.message) &&
        !error.message.includes('hunter2'),
      bad,
    )
  }
  provide({ SMTP_URL: '' })
})
