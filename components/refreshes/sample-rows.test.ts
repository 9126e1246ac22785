import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { SampleRows } from './sample-rows'

test('a held run’s rows show times as the Explorer does, and text of the source as it is', () => {
  const row = { user_id: 7, started_at: '2026-05-12T14:53:06.5', note: '2026-05-12T14:53:06' }
  const html = renderToStaticMarkup(
    createElement(SampleRows, {
      table: 'course_fact',
      columns: [
        { name: 'user_id', kind: 'bigint' },
        { name: 'started_at', kind: 'timestamp' },
        { name: 'note', kind: 'text' },
      ],
      samples: {
        removed: [row],
        added: [],
        changed: [{ before: row, after: { ...row, started_at: '2026-05-13T00:00:00' } }],
      },
      counts: { removed: 1, added: 0, changed: 1 },
    }),
  )
  assert.match(html, />2026-05-12 14:53:06\.5</)
  assert.match(html, />2026-05-12 14:53:06\.5 → 2026-05-13 00:00:00</)
  assert.match(html, />2026-05-12T14:53:06</)
})
