/** The people of the tests, and the cookies they are signed in with. */
import path from 'node:path'
import type { Page } from '@playwright/test'
import { env } from '@/lib/env'

export type RoleName = 'admin' | 'analyst' | 'manager' | 'viewer'

export const accounts: Readonly<Record<RoleName, { name: string; email: string; password: string }>> = {
  admin: account('admin', 'Ines Carvalho'),
  analyst: account('analyst', 'Anna Keller'),
  manager: account('manager', 'Max Okafor'),
  viewer: account('viewer', 'Vera Lindt'),
}

/** The same in every process of one run, and of no other. */
function account(role: RoleName, name: string) {
  return { name, email: `${role}@example.com`, password: `correct ${role} ${path.basename(env.SKILLSCOPE_HOME)}` }
}

/** Where the cookies of a signed-in person are kept between test files. */
export const sessionOf = (role: RoleName) => path.join(env.SKILLSCOPE_HOME, `session-${role}.json`)

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
