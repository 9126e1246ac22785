import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explainPostgres } from './errors'

const place = { host: 'db.example.com', port: 5432, database: 'acme', user: 'analytics', table: 'public.lesson' }
const spoken = 'remote text with 10.1.2.3 and pl4nted-s3cret'

test('P-17: every failure becomes a code and a sentence of our own, without the server’s words', () => {
  const cases: [string, string, boolean][] = [
    ['28P01', 'login', false],
    ['28000', 'login', false],
    ['3D000', 'database', false],
    ['42501', 'permission', false],
    ['42P01', 'missing_table', false],
    ['53300', 'busy', true],
    ['57P03', 'busy', true],
    ['57P01', 'network', true],
    ['57014', 'timeout', true],
    ['40001', 'conflict', true],
    ['40P01', 'conflict', true],
    ['55P03', 'locked', true],
    ['08006', 'network', true],
    ['22021', 'malformed', false],
    ['XX000', 'server', true],
    ['ENOTFOUND', 'host', false],
    ['ECONNREFUSED', 'host', true],
    ['ECONNRESET', 'network', true],
    ['ETIMEDOUT', 'timeout', true],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls', false],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', false],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', false],
    ['CERT_HAS_EXPIRED', 'tls', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', false],
  ]
  for (const [code, expected, transient] of cases) {
    const problem = explainPostgres(Object.assign(new Error(spoken), { code }), place)
    assert.deepEqual([problem.code, problem.transient], [expected, transient], code)
    assert.ok(!problem.message.includes('remote text') && /[.]$/.test(problem.message), problem.message)
  }
})

test('P-17: the driver’s own failures are told apart by what they say', () => {
  const cases: [string, string][] = [
    ['The server does not support SSL connections', 'tls'],
    ['Connection terminated unexpectedly', 'network'],
    ['Connection terminated due to connection timeout', 'timeout'],
    ['timeout expired', 'timeout'],
    ['SASL: SCRAM-SERVER-FINAL-MESSAGE: server signature is missing', 'login'],
  ]
  for (const [message, expected] of cases)
    assert.equal(explainPostgres(new Error(message), place).code, expected, message)
})
