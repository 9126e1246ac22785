/** Passwords: scrypt in PHC format, so that the cost can rise later without losing anybody. */
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'

/** OWASP's second choice for scrypt (2^16 × 8 × 2); takes about 0.2 s and 64 MiB. */
const cost = { log2N: 16, r: 8, p: 2 }
const KEY_BYTES = 32
export const SHORTEST_PASSWORD = 12
const LONGEST_PASSWORD = 200

/** A password that cannot be taken; the message is for the person who chose it. */
export class PasswordRefused extends Error {
  override name = 'PasswordRefused'
}

export function checkPassword(password: string): void {
  if ([...password].length < SHORTEST_PASSWORD) {
    throw new PasswordRefused(`Passwords have at least ${SHORTEST_PASSWORD} characters.`)
  }
  if (password.length > LONGEST_PASSWORD) {
    throw new PasswordRefused(`Passwords have at most ${LONGEST_PASSWORD} characters.`)
  }
}

export async function hashPassword(password: string): Promise<string> {
  checkPassword(password)
  const salt = randomBytes(16)
  const key = await derive(password, salt, cost)
  return `$scrypt$ln=${cost.log2N},r=${cost.r},p=${cost.p}$${unpadded(salt)}$${unpadded(key)}`
}

/** Somebody unknown costs the same time as somebody known, so that addresses cannot be guessed by the clock. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const parts = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(hash ?? '')
  if (!parts || password.length > LONGEST_PASSWORD) {
    await derive(password.slice(0, LONGEST_PASSWORD), Buffer.alloc(16), cost)
    return false
  }
  const [, log2N, r, p, salt = '', expected = ''] = parts
  const key = await derive(password, Buffer.from(salt, 'base64'), { log2N: Number(log2N), r: Number(r), p: Number(p) })
  const wanted = Buffer.from(expected, 'base64')
  return key.length === wanted.length && timingSafeEqual(key, wanted)
}

function derive(password: string, salt: Buffer, { log2N, r, p }: typeof cost): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** log2N, r, p, maxmem: 2 ** log2N * r * 256 }
  return new Promise((resolve, reject) => {
    // The same characters may arrive composed or decomposed, depending on the keyboard.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
