/** Text of unknown origin, for eyes: control and format characters (NUL, right-to-left override, …) are spelt out. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
}
