import { readFile } from 'node:fs/promises'
import type { Download, Locator, Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'

export async function download(page: Page, link: Locator): Promise<Download> {
  const coming = page.waitForEvent('download')
  await link.click()
  return coming
}

/** The file as its records of text. */
export async function records(file: Download): Promise<string[][]> {
  const text = await readFile(await file.path(), 'utf8')
  return parse(text, { record_delimiter: '\r\n', bom: true }) as string[][]
}

/** In an order of its own, so that two tables can be compared whatever order each came in. */
export function sorted(rows: readonly (readonly string[])[]): string[][] {
  return rows.map((row) => [...row]).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
}
