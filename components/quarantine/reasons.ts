/** Why rows were set aside, in words. */
const words: Readonly<Record<string, string>> = {
  malformed_csv: 'Breaks the rules of CSV',
  column_count: 'Wrong number of fields',
  too_long: 'Too long',
  not_utf8: 'Not UTF-8 text',
  nul_byte: 'Holds a NUL character',
  not_an_integer: 'Not a whole number',
  not_a_number: 'Not a number',
  not_a_boolean: 'Not true or false',
  not_a_date: 'Not a date',
  not_a_timestamp: 'Not a time',
  out_of_range: 'Beyond what is possible',
  null_key: 'Without its key',
  conflicting_key: 'Contradicts another row',
}

export function reasonInWords(code: string): string {
  return words[code] ?? code.replaceAll('_', ' ')
}
