/**
 * Cells with types: numbers as numbers, dates as dates, text as text. What a spreadsheet would change is text too: whole
 * numbers of more than 15 digits, and days before March 1900, which spreadsheets count differently.
 */
import pg from 'pg'
import type { Cell } from '../copy-rows'
import type { Progress } from '../encoder'
import { cutText, xmlText } from './text'

const { builtins } = pg.types

/** In the order of styles.xml. */
export const style = { general: 0, text: 1, date: 2, time: 3, heading: 4 } as const

export type Kind = 'number' | 'boolean' | 'date' | 'time' | 'text'

const kinds: Readonly<Record<number, Kind>> = {
  [builtins.INT2]: 'number',
  [builtins.INT4]: 'number',
  [builtins.INT8]: 'number',
  [builtins.FLOAT4]: 'number',
  [builtins.FLOAT8]: 'number',
  [builtins.NUMERIC]: 'number',
  [builtins.BOOL]: 'boolean',
  [builtins.DATE]: 'date',
  [builtins.TIMESTAMP]: 'time',
  [builtins.TIMESTAMPTZ]: 'time',
}

export const kindOf = (type: number): Kind => kinds[type] ?? 'text'

const DAY_MS = 86_400_000
/** Of 1 January 1970, from the day that spreadsheets count from. */
const EPOCH = 25_569
/** 1 March 1900: spreadsheets disagree about 29 February of that year, which was none. */
const FIRST_DAY = 61
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/
const TIME = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(\.\d+)?(?:\+00)?$/

/** `place` is the cell's name without its row: "AB". */
export function cellXml(cell: Cell, kind: Kind, place: string, row: number, progress: Progress): string {
  if (cell === null) return ''
  const at = `<c r="${place}${row}"`
  if (kind === 'number' && isExactNumber(cell)) return `${at}><v>${cell}</v></c>`
  if (kind === 'boolean') return `${at} t="b"><v>${cell === 't' ? 1 : 0}</v></c>`
  const serial = kind === 'date' ? dayOf(cell) : kind === 'time' ? momentOf(cell) : null
  if (serial !== null) return `${at} s="${kind === 'date' ? style.date : style.time}"><v>${serial}</v></c>`
  return textXml(cell, at, style.text, progress)
}

export function headingXml(text: string, place: string, progress: Progress): string {
  return textXml(text, `<c r="${place}1"`, style.heading, progress)
}

function textXml(text: string, at: string, styled: number, progress: Progress): string {
  const cut = cutText(text)
  if (cut !== null) progress.cut += 1
  return `${at} s="${styled}" t="inlineStr"><is><t xml:space="preserve">${xmlText(cut ?? text)}</t></is></c>`
}

function isExactNumber(text: string): boolean {
  if (/^-?\d{1,15}$/.test(text)) return true
  return !/^-?\d+$/.test(text) && Number.isFinite(Number(text))
}

function dayOf(text: string): number | null {
  const [, year, month, day] = DATE.exec(text) ?? []
  return year === undefined ? null : counted(utc(year, month, day))
}

function momentOf(text: string): number | null {
  const [, year, month, day, hour, minute, second, fraction = '0'] = TIME.exec(text) ?? []
  if (year === undefined) return null
  const seconds = Number(hour) * 3_600 + Number(minute) * 60 + Number(second) + Number(fraction)
  return counted(utc(year, month, day) + seconds * 1_000)
}

function utc(year: string, month: string | undefined, day: string | undefined): number {
  // Date.UTC takes years below 100 for those of the last century.
  return new Date(0).setUTCFullYear(Number(year), Number(month) - 1, Number(day))
}

function counted(ms: number): number | null {
  const serial = ms / DAY_MS + EPOCH
  return serial >= FIRST_DAY ? serial : null
}
