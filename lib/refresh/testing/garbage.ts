/** Cells that sources should not deliver and do: everything that a grammar must refuse, next to things that it must take. */
import fc from 'fast-check'

export const cells: fc.Arbitrary<string | null> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('1', '7', '20260131', '2026-01-31', '2026-01-31 09:30:00', 't', 'x') },
  {
    weight: 4,
    arbitrary: fc.constantFrom<string | null>(
      null,
      '',
      ' ',
      'NA',
      'null',
      'NULL',
      '-',
      'NaN',
      'Infinity',
      '-inf',
      '0x10',
      '1_000',
      '1e400',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'infinity',
      'now',
      'epoch',
      'allballs',
      '12026-01-01',
      '2026-02-30',
      '02/03/2026',
      '24:00:00',
      '2026-01-31T09:30:00+25',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'a\0b',
      '\ud800',
      '\\N',
      '\\.',
      '\t',
      '\n',
      '\\',
      '\u202e',
      '</script>',
      '😀'.repeat(50),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('9223372036854775808', '-2147483649', '1'.repeat(500), `1${'0'.repeat(90)}.5`),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
)
