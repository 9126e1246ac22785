/** Reads a password from standard input: piped in whole, or typed without being shown. */
import { stdin, stderr } from 'node:process'
import readline from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'

export async function readPassword(prompt: string): Promise<string> {
  if (!stdin.isTTY) return (await text(stdin)).replace(/\r?\n$/, '')
  stderr.write(prompt)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = readline.createInterface({ input: stdin, output: silent, terminal: true })
  const password = await reader.question('')
  reader.close()
  stderr.write('\n')
  return password
}
