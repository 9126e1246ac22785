/** The product's own web server over a database, with people who are signed in. */
import { randomBytes } from 'node:crypto'
import { createServer, type AddressInfo } from 'node:net'
import { createUser } from '@/lib/auth/users'
import { env, provide } from '@/lib/env'
import { stopAll } from '@/lib/ops/processes'
import { startWeb, webAnswers } from '@/lib/ops/web'
import type { TestDatabase } from '@/lib/testing/database'

/** `work` gets the cookies of so many analysts; the API counts the calls of each. */
export async function withWeb<T>(
  database: TestDatabase,
  { logFile, accounts }: { readonly logFile: string; readonly accounts: number },
  work: (cookies: readonly string[]) => Promise<T>,
): Promise<T> {
  const listen = { host: '127.0.0.1', port: await freePort(), logFile }
  provide({
    DATABASE_URL: database.url,
    SKILLSCOPE_SECRET: randomBytes(32).toString('base64'),
    PORT: String(listen.port),
    APP_URL: `http://127.0.0.1:${listen.port}`,
  })
  const logins = Array.from({ length: accounts }, (_, index) => ({
    email: `bench${index}@example.com`,
    password: randomBytes(12).toString('hex'),
  }))
  for (const login of logins) await createUser(database.app, 'system', { ...login, name: 'Bench', role: 'analyst' })
  const web = startWeb(listen)
  try {
    await webAnswers(web, listen)
    const cookies: string[] = []
    for (const login of logins) cookies.push(await signIn(login))
    return await work(cookies)
  } finally {
    await stopAll([web])
  }
}

async function signIn(login: { email: string; password: string }): Promise<string> {
  const form = await fetch(`${env.APP_URL}/api/auth/csrf`)
  const { csrfToken } = (await form.json()) as { csrfToken: string }
  const answer = await fetch(`${env.APP_URL}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { cookie: cookies(form) },
    body: new URLSearchParams({ ...login, csrfToken, json: 'true' }),
    redirect: 'manual',
  })
  const cookie = cookies(answer)
  if (!cookie.includes('session-token')) throw new Error(`Signing in ended with status ${answer.status}.`)
  return cookie
}

const cookies = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

export async function assertShows(path: string, text: string, cookie: string): Promise<void> {
  const answer = await fetch(`${env.APP_URL}${path}`, { headers: { cookie }, redirect: 'manual' })
  if (answer.status !== 200 || !(await answer.text()).includes(text)) {
    throw new Error(`${path} answered ${answer.status} without "${text}".`)
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}
