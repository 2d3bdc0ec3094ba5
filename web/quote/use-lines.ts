// Which lines stand in the quote now? Changed here, undone here, saved by themselves on the version they began from.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { App } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { answers, keys } from '#web/asks.ts'
import { draftOf as draftKept, keepDraft } from '#web/form/drafts.ts'
import { useMeta } from '#web/meta.ts'
import { saveRecord } from '#web/record/save-record.ts'
import type { Loaded } from '#web/record/use-record.ts'
import { say } from '#web/words.ts'
import { CallError, messageOf } from '#web/call.ts'
import { draftOf, isEmpty, sentOf } from './draft-line.ts'
import type { DraftLine } from './draft-line.ts'
import { words } from './words.ts'

export interface SaveState {
  readonly kind: 'saved' | 'changed' | 'saving' | 'refused' | 'conflict'
  readonly says: string
  /** Instant of the last save, if there was one on this page. */
  readonly at: string | null
}

export interface Lines {
  readonly lines: readonly DraftLine[]
  readonly change: (work: (lines: readonly DraftLine[]) => readonly DraftLine[]) => void
  readonly undo: () => void
  readonly canUndo: boolean
  readonly state: SaveState
  /** What the server said of a cell: `key.column`. */
  readonly problems: Readonly<Record<string, string>>
  /** Writes what is not written yet; false where it could not be. */
  readonly flush: () => Promise<boolean>
  readonly decide: (whose: 'mine' | 'theirs') => void
  /** Where somebody else changed them: their lines, whose and since when. */
  readonly theirs: {
    readonly lines: readonly DraftLine[]
    readonly by: string | null
    readonly at: unknown
  } | null
}

const linesIn = (row: Row): DraftLine[] =>
  Array.isArray(row.lines) ? (row.lines as Row[]).map(draftOf) : []
const pause = 900
const retryMs = 5000

/** Lines that are not saved yet, with the quote that they were written on: what others did since is still noticed. */
interface Kept {
  readonly base: Row
  readonly lines: readonly DraftLine[]
}

/** `wrong` says whether some line cannot be calculated: then it waits, as the server would refuse it. */
export function useLines(
  object: MetaObject,
  loaded: Loaded,
  isWrong: (lines: readonly DraftLine[]) => number,
): Lines {
  const { message } = App.useApp()
  const who = useMeta().who.id
  const { raw } = loaded
  const draft = `quote.${raw.id}`
  const [kept] = useState(() => draftKept(who, draft) as unknown as Kept | null)
  const [lines, setLines] = useState<readonly DraftLine[]>(() => kept?.lines ?? linesIn(raw))
  const [history, setHistory] = useState<readonly (readonly DraftLine[])[]>([])
  const [state, setState] = useState<SaveState>({ kind: 'saved', says: '', at: null })
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const base = useRef<Row>(kept?.base ?? raw)
  const [theirs, setTheirs] = useState<Row | null>(null)
  const latest = useRef(lines)
  const dirty = useRef(kept !== null)
  const running = useRef<Promise<boolean> | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const again = useRef<() => Promise<boolean>>(async () => false)
  const wrong = useRef(isWrong)
  wrong.current = isWrong
  latest.current = lines
  const keep = useCallback(
    (rows: readonly DraftLine[] | null) =>
      keepDraft(who, draft, rows && { base: base.current, lines: rows }),
    [who, draft],
  )

  useEffect(() => {
    if (dirty.current) void message.info(say(words.draft_back))
  }, [message])
  // Somebody else changed it while nothing here waits to be saved: theirs is shown.
  useEffect(() => {
    if (dirty.current || running.current || raw.version <= base.current.version) return
    base.current = raw
    setLines(linesIn(raw))
    setHistory([])
  }, [raw])

  const save = useCallback(async (): Promise<boolean> => {
    const sent = latest.current.filter((line) => !isEmpty(line))
    if (wrong.current(latest.current) > 0) {
      setState((now) => ({
        ...now,
        kind: 'refused',
        says: say(words.fix_first, { n: wrong.current(latest.current) }),
      }))
      return false
    }
    setState((now) => ({ ...now, kind: 'saving', says: '' }))
    dirty.current = false
    try {
      const outcome = await saveRecord(object, base.current, { lines: sent.map(sentOf) })
      if (outcome.kind === 'saved') {
        base.current = outcome.row
        const ids = new Map((outcome.row.lines as Row[]).map((row, at) => [sent[at]?.key, row.id]))
        setLines((now) =>
          now.map((line) =>
            line.id || !ids.has(line.key) ? line : { ...line, id: ids.get(line.key) ?? null },
          ),
        )
        setProblems({})
        keep(dirty.current ? latest.current : null)
        setState({
          kind: dirty.current ? 'changed' : 'saved',
          says: '',
          at: new Date().toISOString(),
        })
        void answers.invalidateQueries({ queryKey: keys.one(object.name, raw.id) })
        return true
      }
      dirty.current = true
      if (outcome.kind === 'conflict') {
        setTheirs(outcome.theirs)
        setState((now) => ({ ...now, kind: 'conflict', says: say(words.conflict_short) }))
        return false
      }
      setProblems(cellProblems(outcome.problems, sent))
      setState((now) => ({
        ...now,
        kind: 'refused',
        says: say(words.not_saved, { why: outcome.says }),
      }))
      return false
    } catch (error) {
      dirty.current = true
      // While the server is away it is tried again by itself.
      if (error instanceof CallError && [0, 503].includes(error.status))
        timer.current = setTimeout(() => void again.current(), retryMs)
      setState((now) => ({
        ...now,
        kind: 'refused',
        says: say(words.not_saved, { why: messageOf(error) }),
      }))
      return false
    }
  }, [object, raw.id, keep])

  /** One save at a time; what changed meanwhile goes with the next one. */
  const flush = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current)
    while (running.current) await running.current
    if (!dirty.current) return true
    running.current = save()
    const ok = await running.current
    running.current = null
    return ok
  }, [save])

  again.current = flush
  const wait = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void flush(), pause)
  }, [flush])

  useEffect(() => {
    if (dirty.current) wait()
    // Leaving the page writes what waits.
    return () => {
      clearTimeout(timer.current)
      if (dirty.current && !wrong.current(latest.current)) void save()
    }
  }, [save, wait])

  const put = useCallback(
    (next: readonly DraftLine[]) => {
      latest.current = next
      setLines(next)
      dirty.current = true
      keep(next)
      setState((now) => (now.kind === 'conflict' ? now : { ...now, kind: 'changed', says: '' }))
      wait()
    },
    [keep, wait],
  )
  const change = useCallback(
    (work: (lines: readonly DraftLine[]) => readonly DraftLine[]) => {
      const before = latest.current
      const next = work(before)
      if (next === before) return
      setHistory((now) => [...now.slice(-99), before])
      put(next)
    },
    [put],
  )
  const shownTheirs = useMemo(
    () =>
      theirs && {
        lines: linesIn(theirs),
        by: typeof theirs.updated_by === 'string' ? theirs.updated_by : null,
        at: theirs.updated_at,
      },
    [theirs],
  )
  return {
    lines,
    change,
    state,
    problems,
    flush,
    canUndo: history.length > 0,
    undo: () => {
      const before = history.at(-1)
      if (!before) return
      setHistory(history.slice(0, -1))
      // A line that was saved meanwhile keeps its id, so that undoing does not make it anew.
      const ids = new Map(latest.current.map((line) => [line.key, line.id]))
      put(before.map((line) => ({ ...line, id: line.id ?? ids.get(line.key) ?? null })))
    },
    theirs: shownTheirs,
    decide: (whose) => {
      const now = theirs
      if (!now) return
      setTheirs(null)
      base.current = now
      if (whose === 'theirs') {
        dirty.current = false
        keep(null)
        setLines(linesIn(now))
        setHistory([])
        setState((before) => ({ ...before, kind: 'saved', says: '' }))
        void answers.invalidateQueries({ queryKey: keys.one(object.name, raw.id) })
        return
      }
      // Lines that they removed are written as new ones.
      const alive = new Set(linesIn(now).map((line) => line.id))
      setState((before) => ({ ...before, kind: 'changed', says: '' }))
      put(
        latest.current.map((line) =>
          line.id && !alive.has(line.id) ? { ...line, id: null } : line,
        ),
      )
    },
  }
}

/** `lines[2].quantity` of what was sent → the cell of the line that stood there. */
function cellProblems(
  problems: Readonly<Record<string, string>>,
  sent: readonly DraftLine[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(problems).flatMap(([path, says]) => {
      const found = /^lines\[(\d+)\]\.(\w+)$/.exec(path)
      const line = found && sent[Number(found[1])]
      return line ? [[`${line.key}.${found[2]}`, says]] : []
    }),
  )
}
