/** Values that formats trip over, as one query: null beside empty, text that looks like formulas, ends of number ranges. */
import { sql } from 'kysely'

export const nastyRows = sql`
  select n, note, big, rate, amount::numeric(20, 4) as amount, day, at, moment, yes, extra from (values
    (1, null::text, null::int8, null::float8, null::numeric, null::date, null::timestamp, null::timestamptz, null::boolean, null::jsonb),
    (2, '', 9223372036854775807, 1e308, 9999999999999999.9999, '1970-01-01', '1970-01-01 00:00:00', '2026-01-31 09:30:00.5+02', true, '{"a": "b\\nc"}'),
    (3, '=1+1', -9223372036854775808, -1e308, -9999999999999999.9999, '1899-12-31', '1899-12-31 23:59:59.999999', '1899-12-31 00:00:00+00', false, '[]'),
    (4, '@SUM(A1)', 123456789012345, 0.1, 0, '1900-02-28', '1900-02-28 12:00:00', '1900-03-01 00:00:00+00', true, 'null'),
    (5, E'-2+3\\tTab\\rReturn\\nLine', 1234567890123456, -0.5, 0.0001, '1900-03-01', '1900-03-01 06:00:00', '2099-12-31 23:59:59.999+00', true, '"\\t"'),
    (6, 'quote " and '' and \\ and \\N and ,;', 0, 1e-300, 1.5, '2026-02-28', '2026-02-28 23:59:59.123456', '2026-02-28 23:59:59.123456+00', false, '1'),
    (7, E'\\x01\\x02\\x03\\x1f\\x7f\\u0085 _x0041_ <a&b>', 7, 7, 7, '9999-12-31', '9999-12-31 23:59:59', '9999-12-31 23:59:59+00', true, '{}'),
    (8, '🎓 é 縗 \u202e mirrored', 8, 'NaN', 8.25, '0001-01-01', '0001-01-01 00:00:00', '0001-01-01 00:00:00+00', false, 'true'),
    (9, '\\N', 9, 'Infinity', -8.25, '2000-02-29', '2000-02-29 00:00:00.000001', '2000-02-29 00:00:00+00', true, '0.10')
  ) as nasty (n, note, big, rate, amount, day, at, moment, yes, extra) order by n`
