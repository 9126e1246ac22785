/** Lists in addresses: a separator parts the values; a backslash before it or before a backslash keeps it. */

type Separator = ',' | '|'

/** Each with the separator before it: a match of nothing would swallow what follows it. */
const PARTS: Readonly<Record<Separator, RegExp>> = {
  ',': /,((?:\\.|[^\\,]|\\$)*)/gsu,
  '|': /\|((?:\\.|[^\\|]|\\$)*)/gsu,
}
const KEPT: Readonly<Record<Separator, RegExp>> = { ',': /\\([\\,])/g, '|': /\\([\\|])/g }
const SPECIAL: Readonly<Record<Separator, RegExp>> = { ',': /[\\,]/g, '|': /[\\|]/g }

export function splitEscaped(text: string, separator: Separator): string[] {
  const parts = `${separator}${text}`.matchAll(PARTS[separator])
  return [...parts].map(([, part = '']) => part.replace(KEPT[separator], '$1'))
}

export function joinEscaped(values: readonly string[], separator: Separator): string {
  return values.map((value) => value.replace(SPECIAL[separator], '\\$&')).join(separator)
}
