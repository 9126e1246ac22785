'use client'

import { ListTree, Play, Square } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Popover } from '@/components/ui/popover'
import type { ChartChoice, KeptQuery } from '@/lib/sql/queries'
import type { SqlTable } from '@/lib/sql/tables'
import { Editor, type EditorHandle } from './editor'
import { OutcomeCard } from './outcome-card'
import { ProblemNote } from './problem-note'
import { QueryMenu } from './query-menu'
import { SaveQuery, type QueryAction } from './save-query'
import { TableList } from './table-list'
import { useStatement } from './use-statement'

interface WorkbenchProps {
  opened: KeptQuery | null
  queries: readonly KeptQuery[]
  tables: readonly SqlTable[]
  save: QueryAction
  remove: QueryAction
}

/** Writing a statement, running it, and looking at what comes back. */
export function Workbench({ opened, queries, tables, save, remove }: WorkbenchProps) {
  const start = opened?.statement ?? ''
  const [text, setText] = useState(start)
  const [chart, setChart] = useState<ChartChoice | null>(opened?.chart ?? null)
  const { outcome, send, cancel } = useStatement()
  const editor = useRef<EditorHandle>(null)
  const hint = useId()
  const running = outcome.kind === 'running'
  const refused = outcome.kind === 'refused' ? outcome : null
  const list = <TableList tables={tables} onPick={(name) => editor.current?.insert(name)} />
  return (
    <div className="grid min-w-0 gap-4 charts:grid-cols-[minmax(0,1fr)_280px]">
      <div className="flex min-w-0 flex-col gap-4">
        <Card
          title={opened ? opened.name : 'Statement'}
          about={opened && (opened.about || (opened.mine ? undefined : `Shared by ${opened.owner}`))}
          tools={<QueryMenu queries={queries} opened={opened} />}
        >
          <Editor
            ref={editor}
            start={start}
            tables={tables}
            problemAt={refused?.refusal.position ?? null}
            describedBy={hint}
            onChange={setText}
            onRun={() => void send('run', text)}
          />
          <p id={hint} className="mt-1 text-small text-muted">
            Ctrl Enter or ⌘ Enter runs it. Tab indents; press Esc, then Tab, to leave the editor. One statement, 15
            seconds at most, times in UTC.
          </p>
          {refused && (
            <ProblemNote refusal={refused.refusal} text={refused.statement} onGoTo={(at) => editor.current?.goTo(at)} />
          )}
          <div className="mt-3 flex flex-wrap items-center gap-2">
            {running ? (
              <Button kind="primary" icon={<Square aria-hidden />} onClick={cancel}>
                Cancel
              </Button>
            ) : (
              <Button kind="primary" icon={<Play aria-hidden />} onClick={() => void send('run', text)}>
                Run
              </Button>
            )}
            <Button
              disabled={running}
              title="What the database would do to answer, without doing it"
              onClick={() => void send('plan', text)}
            >
              Explain
            </Button>
            <SaveQuery opened={opened} statement={text} chart={chart} save={save} remove={remove} />
            <span className="charts:hidden">
              <Popover
                label="Tables"
                className="w-96"
                trigger={<Button icon={<ListTree aria-hidden />}>Tables</Button>}
              >
                {list}
              </Popover>
            </span>
          </div>
        </Card>
        <OutcomeCard outcome={outcome} opened={opened} chart={chart} onChart={setChart} />
      </div>
      <Card
        title="Tables"
        about="Plus puts a table at the cursor; open it for its columns."
        className="self-start max-charts:hidden"
      >
        {list}
      </Card>
    </div>
  )
}
