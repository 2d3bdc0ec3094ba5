// Which lines stand in the quote now? Changed here, undone here, saved by themselves on the version they began from.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { App } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { answers, keys } from '#web/asks.ts'
import { messageOf } from '#web/call.ts'
import { draftOf as draftKept, keepDraft } from '#web/form/drafts.ts'
import { useMeta } from '#web/meta.ts'
import { saveRecord, type Saved } from '#web/record/save-record.ts'
import type { Loaded } from '#web/record/use-record.ts'
import { say } from '#web/words.ts'
import { settled } from './blocks.ts'
import { isAsking, isEmpty, sentOf } from './draft-line.ts'
import { alive, cellProblems, linesIn, storedAs, undoneTo } from './saved-lines.ts'
import type { DraftLines } from './saved-lines.ts'
import { useAutosave } from './use-autosave.ts'
import { usePast } from './use-past.ts'
import { words } from './words.ts'

export interface SaveState {
  readonly kind: 'saved' | 'changed' | 'saving' | 'refused' | 'conflict'
  readonly says: string
  /** Instant of the last save, if there was one on this page. */
  readonly at: string | null
}

export interface Lines {
  readonly lines: DraftLines
  readonly change: (work: (lines: DraftLines) => DraftLines) => void
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
    readonly lines: DraftLines
    readonly by: string | null
    readonly at: unknown
  } | null
}

/** Lines that are not saved yet, with the quote that they were written on: what others did since is still noticed. */
interface Kept {
  readonly base: Row
  readonly lines: DraftLines
}

/** `isWrong` counts the lines that cannot be calculated: then they wait, as the server would refuse them. */
export function useLines(
  object: MetaObject,
  loaded: Loaded,
  isWrong: (lines: DraftLines) => number,
): Lines {
  const who = useMeta().who.id
  const { raw } = loaded
  const { kept, keep, base } = useKept(raw)
  const past = usePast<DraftLines>(() => kept?.lines ?? linesIn(raw))
  const { latest } = past
  const [state, setState] = useState<SaveState>({ kind: 'saved', says: '', at: null })
  const tell = useCallback(
    (kind: SaveState['kind'], says = '') => setState((now) => ({ ...now, kind, says })),
    [],
  )
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const [theirs, setTheirs] = useState<Row | null>(null)

  const written = (outcome: Saved, sent: DraftLines): boolean => {
    if (outcome.kind === 'conflict') {
      setTheirs(outcome.theirs)
      tell('conflict', say(words.conflict_short))
      return false
    }
    if (outcome.kind === 'refused') {
      setProblems(cellProblems(outcome.problems, sent))
      tell('refused', say(words.not_saved, { why: outcome.says }))
      return false
    }
    base.current = outcome.row
    past.amend(storedAs(latest.current, sent, outcome.row))
    setProblems({})
    keep(saving.dirty.current ? latest.current : null)
    tell(saving.dirty.current ? 'changed' : 'saved')
    setState((now) => ({ ...now, at: new Date().toISOString() }))
    void answers.invalidateQueries({ queryKey: keys.one(object.name, raw.id) })
    return true
  }
  /** Whose lines were sent and not answered. */
  const sentBy = useRef<string | null>(null)
  const write = async (): Promise<boolean> => {
    const wrong = isWrong(latest.current)
    if (wrong > 0) {
      tell('refused', say(words.fix_first, { n: wrong }))
      return false
    }
    const sent = latest.current.filter((line) => !isEmpty(line))
    const stored = new Map(
      Array.isArray(base.current.lines)
        ? (base.current.lines as Row[]).map((line) => [line.id, line])
        : [],
    )
    const lines = { lines: sent.map((line) => sentOf(line, stored.get(line.id ?? ''))) }
    tell('saving')
    try {
      const outcome = await saveRecord(object, base.current, lines, sentBy.current)
      sentBy.current = null
      return written(outcome, sent)
    } catch (error) {
      sentBy.current = who
      tell('refused', say(words.not_saved, { why: messageOf(error) }))
      throw error
    }
  }
  const saving = useAutosave(write, kept !== null)
  const { isAtRest } = saving

  // Somebody else changed it while nothing here waits to be saved: theirs is shown.
  useEffect(() => {
    if (!isAtRest() || raw.version <= base.current.version) return
    base.current = raw
    past.show(linesIn(raw))
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [raw])

  const toWrite = () => {
    keep(latest.current)
    setState((now) => (now.kind === 'conflict' ? now : { ...now, kind: 'changed', says: '' }))
    // Whoever has chosen a product waits for its price.
    saving.wait(latest.current.some(isAsking))
  }
  const change = (work: (lines: DraftLines) => DraftLines) => {
    const next = settled(latest.current, work(latest.current))
    if (next === latest.current) return
    past.step(next)
    toWrite()
  }
  const undo = () => {
    if (!past.canUndo) return
    past.back((before) => undoneTo(before, latest.current))
    toWrite()
  }
  const decide = (whose: 'mine' | 'theirs') => {
    if (!theirs) return
    base.current = theirs
    setTheirs(null)
    tell(whose === 'mine' ? 'changed' : 'saved')
    if (whose === 'mine') {
      past.amend(alive(latest.current, theirs))
      return toWrite()
    }
    saving.dirty.current = false
    keep(null)
    past.show(linesIn(theirs))
    void answers.invalidateQueries({ queryKey: keys.one(object.name, raw.id) })
  }
  return {
    lines: past.now,
    change,
    undo,
    canUndo: past.canUndo,
    state,
    problems,
    flush: saving.flush,
    decide,
    theirs: useShown(theirs),
  }
}

/** What was written and not saved the last time, and how what is written now is kept. */
function useKept(raw: Row) {
  const { message } = App.useApp()
  const who = useMeta().who.id
  const draft = `quote.${raw.id}`
  const [kept] = useState(() => draftKept(who, draft) as unknown as Kept | null)
  const base = useRef<Row>(kept?.base ?? raw)
  useEffect(() => {
    if (kept) void message.info(say(words.draft_back))
  }, [kept, message])
  const keep = (lines: DraftLines | null) =>
    keepDraft(who, draft, lines && { base: base.current, lines })
  return { kept, keep, base }
}

const useShown = (theirs: Row | null): Lines['theirs'] =>
  useMemo(
    () =>
      theirs && {
        lines: linesIn(theirs),
        by: typeof theirs.updated_by === 'string' ? theirs.updated_by : null,
        at: theirs.updated_at,
      },
    [theirs],
  )
