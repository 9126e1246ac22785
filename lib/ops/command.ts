/** What a command of the command line is. */
import type { ParseArgsConfig } from 'node:util'
import type { ZodType } from 'zod'

export interface Invocation {
  values: Record<string, string | boolean | (string | boolean)[] | undefined>
  positionals: string[]
  /** Machines want one JSON document on standard output; words go to standard error then. */
  json: boolean
  /** Aborted when the person, the system or the parent process wants this to end. */
  signal: AbortSignal
}

export interface Command {
  usage: string
  options?: NonNullable<ParseArgsConfig['options']>
  /** The exit code; nothing means success. */
  run(invocation: Invocation): Promise<number | void>
}

/** A failure that the person at the terminal can act on: printed as its sentence, without a stack. */
export class CommandError extends Error {
  override name = 'CommandError'
}

export function option(invocation: Invocation, name: string): string | undefined {
  const value = invocation.values[name]
  return typeof value === 'string' ? value : undefined
}

export function requiredOption(invocation: Invocation, name: string): string {
  const value = option(invocation, name)
  if (value === undefined || value === '') throw new CommandError(`--${name} is missing.`)
  return value
}

export function optionList(invocation: Invocation, name: string): string[] {
  const value = invocation.values[name]
  return (Array.isArray(value) ? value : []).filter((part) => typeof part === 'string')
}

export function wholeNumber(invocation: Invocation, name: string, fallback: number, least = 1, most = 1e7): number {
  const text = option(invocation, name)
  if (text === undefined) return fallback
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new CommandError(`--${name} must be a whole number from ${least} to ${most}, not "${text}".`)
  }
  return number
}

/** Prints one JSON document for machines, or the sentence for people. */
export function answer({ json }: Invocation, document: object, sentence: string): void {
  console.log(
    json ? JSON.stringify(document, (_, value) => (typeof value === 'bigint' ? Number(value) : value)) : sentence,
  )
}

/** What a schema makes of an option, or its own words about what is wrong. */
export function parsed<T>(schema: ZodType<T>, text: string): T {
  const result = schema.safeParse(text)
  if (!result.success) throw new CommandError(result.error.issues[0]?.message ?? 'That does not fit.')
  return result.data
}

export function wholeNumbers(name: string, texts: readonly string[]): number[] {
  return texts.map((text) => {
    if (!/^-?\d{1,15}$/.test(text)) throw new CommandError(`${name} must be a whole number, not "${text}".`)
    return Number(text)
  })
}
