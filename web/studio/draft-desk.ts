// Which draft lies on the desk, and is it safe? One draft at a time, saved as it is typed; every step can be taken back.
import type { DraftCard, DraftClash } from '#kernel/api/draft.ts'
import { compose, merge } from '#kernel/merge.ts'
import { rebase } from '#kernel/rebase.ts'
import type { Choice } from '#kernel/rebase.ts'
import { admin, adminKeys } from '#web/admin/admin-calls.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { answers } from '#web/asks.ts'
import { CallError, messageOf } from '#web/call.ts'
import { draftOf, keepDraft } from '#web/form/drafts.ts'
import { changed, difference, isEmpty, tidy } from './draft.ts'
import type { Patch } from './draft.ts'

/**
 * `joined`: they saved the same draft, and both changes are in it now; `moved`: they published, and the draft now lies
 * over their version; `gone`: they published or dropped the shared draft, and what was mine in it is a draft of my own;
 * `all_published`: nothing of it was left, though one may not have heard the answer oneself.
 */
export type Told = 'joined' | 'moved' | 'gone' | 'all_published'

export interface DeskState {
  /** False until the drafts of the person were read. */
  readonly open: boolean
  /** All drafts that the person may choose. */
  readonly cards: readonly DraftCard[]
  /** The chosen one; null is a draft that has not been saved once. */
  readonly card: DraftCard | null
  readonly patch: Patch
  readonly past: readonly Patch[]
  readonly future: readonly Patch[]
  readonly saving: 'saved' | 'saving' | 'waiting'
  /** Why the last save failed; it is tried again with the next step. */
  readonly failed: string | null
  /** Places that somebody else published differently meanwhile. */
  readonly clashes: readonly DraftClash[]
  /** What somebody else did to the draft meanwhile, until the next step. */
  readonly told: Told | null
}

const blank: DeskState = {
  open: false,
  cards: [],
  card: null,
  patch: {},
  past: [],
  future: [],
  saving: 'saved',
  failed: null,
  clashes: [],
  told: null,
}

/** What this browser keeps until the server has it. */
interface Kept {
  readonly id: string | null
  readonly version: number
  /** As it was last saved. */
  readonly saved: Patch
  readonly patch: Patch
}

const most = 100
const pauseMs = 500
/** What the server did not hear is said again after this time. */
const laterMs = 5000
/** Steps at one place within this time are one step: a word is not taken back letter by letter. */
const oneStepMs = 900

/** Keeps the drafts of one person at the window. */
class DraftDesk {
  state: DeskState = blank
  private who = ''
  /** Whose drafts could not be read yet. */
  private unread = ''
  private published: WholeModel | null = null
  private saved: Patch = {}
  private timer: ReturnType<typeof setTimeout> | undefined
  private busy: Promise<void> | null = null
  /** While the draft is being published, a newer model is its own doing. */
  private publishing = false
  private last = { at: 0, place: '' }
  private readonly listeners = new Set<() => void>()

  readonly subscribe = (tell: () => void): (() => void) => {
    this.listeners.add(tell)
    return () => void this.listeners.delete(tell)
  }
  readonly now = (): DeskState => this.state

  private set(next: Partial<DeskState>): void {
    this.state = { ...this.state, ...next }
    this.listeners.forEach((tell) => tell())
  }

  /** The model as it is published now; the first time, the person's last draft is laid out. */
  async begin(who: string, published: WholeModel): Promise<void> {
    const moved = this.published !== null && this.published.version !== published.version
    this.published = published
    if (this.who !== who) {
      // What was typed before the drafts could be read goes on in the one that is laid out then.
      const typed = this.unread === who ? this.state.patch : {}
      this.who = who
      this.unread = ''
      this.state = blank
      try {
        await this.layOut()
        if (isEmpty(typed)) return
        this.set({ patch: tidy(published, compose(this.state.patch, typed)) })
        this.soon()
      } catch (error) {
        // The pages still show what is published, and say why the draft is not there.
        this.who = ''
        this.unread = who
        this.set({
          open: true,
          patch: typed,
          failed: messageOf(error),
        })
        const again = (): void => void (this.unread === who && this.begin(who, this.published!))
        if (unheard(error)) setTimeout(again, laterMs)
      }
    } else if (moved && !this.publishing) await this.catchUp()
  }

  private async layOut(): Promise<void> {
    const kept = draftOf(this.who, 'model') as Kept | null
    const chosen = draftOf(this.who, 'model-chosen')?.id
    const { data } = await admin.drafts()
    const wish = kept?.id ?? chosen
    const card =
      data.find((one) => one.id === wish) ?? data.find((one) => one.owner.id === this.who)
    this.set({ cards: data })
    await this.take(card?.id ?? null)
    if (kept && !isEmpty(kept.patch) && (kept.id === null || kept.id === card?.id)) {
      const all = kept.id === null || kept.version === this.state.card?.version
      this.set({ patch: all ? kept.patch : this.join(kept.saved, this.state.patch, kept.patch) })
      this.soon()
    }
    this.set({ open: true })
    await this.catchUp()
  }

  /** Another draft on the desk; the one that lies there is saved first. */
  async choose(id: string | null): Promise<void> {
    await this.flush()
    await this.take(id)
    await this.catchUp()
  }

  private async take(id: string | null): Promise<void> {
    this.last = { at: 0, place: '' }
    const fresh = {
      past: [],
      future: [],
      clashes: [],
      failed: null,
      saving: 'saved',
      told: null,
    } as const
    if (id === null) {
      this.saved = {}
      this.set({ ...fresh, card: null, patch: {} })
    } else {
      const { patch, ...card } = await admin.draft(id)
      this.saved = patch
      this.set({ ...fresh, card, patch })
    }
    keepDraft(this.who, 'model-chosen', id ? { id } : null)
  }

  /** Sets what stands at places; all of them are one step. */
  put(changes: readonly (readonly [path: readonly string[], value: unknown])[]): void {
    const { published } = this
    if (!published) return
    const before = this.state.patch
    const patch = changes.reduce<Patch>(
      (now, [path, value]) => changed(published, now, path, value),
      before,
    )
    const place = changes.map(([path]) => path.join('.')).join(' ')
    const same = place === this.last.place && Date.now() - this.last.at < oneStepMs
    this.last = { at: Date.now(), place }
    const past = same ? this.state.past : [...this.state.past, before].slice(-most)
    this.edit({ patch, past, future: [] })
  }

  undo(): void {
    const { past, future, patch } = this.state
    const before = past.at(-1)
    if (before) this.edit({ patch: before, past: past.slice(0, -1), future: [patch, ...future] })
  }

  redo(): void {
    const { past, future, patch } = this.state
    const [next, ...rest] = future
    if (next) this.edit({ patch: next, past: [...past, patch], future: rest })
  }

  private edit(next: Partial<DeskState>): void {
    this.set({ ...next, told: null })
    this.soon()
  }

  private soon(): void {
    this.keep()
    this.set({ saving: 'waiting' })
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush().catch(() => undefined), pauseMs)
  }

  private keep(): void {
    const { card, patch } = this.state
    const kept: Kept = {
      id: card?.id ?? null,
      version: card?.version ?? 0,
      saved: this.saved,
      patch,
    }
    keepDraft(this.who, 'model', { ...kept })
  }

  /** Saves what is not saved yet, and returns when the server has it. */
  async flush(): Promise<void> {
    clearTimeout(this.timer)
    // One save after the other: two at once would be two hands on the draft.
    while (this.busy) await this.busy.catch(() => undefined)
    if (this.state.saving === 'saved') return
    this.busy = this.save().finally(() => (this.busy = null))
    await this.busy
  }

  private async save(): Promise<void> {
    this.set({ saving: 'saving' })
    const sent = this.state.patch
    try {
      await this.send(sent)
      this.saved = sent
      const done = this.state.patch === sent
      this.set({ saving: done ? 'saved' : 'waiting', failed: null })
      if (done) keepDraft(this.who, 'model', null)
      else this.soon()
    } catch (error) {
      this.set({
        saving: 'waiting',
        failed: messageOf(error),
      })
      // Without a connection it waits and tries again; what was typed is kept in this browser.
      if (unheard(error))
        this.timer = setTimeout(() => void this.flush().catch(() => undefined), laterMs)
      throw error
    }
  }

  private async send(patch: Patch): Promise<void> {
    const { card } = this.state
    if (!card) {
      if (isEmpty(patch)) return
      this.shelve(await admin.newDraft({ patch }))
      keepDraft(this.who, 'model-chosen', { id: this.state.card?.id })
      return
    }
    try {
      this.shelve(await admin.saveDraft(card.id, { patch }, card.version))
    } catch (error) {
      if (isGone(error)) return this.afterLoss(patch)
      if (!(error instanceof CallError) || error.code !== 'moved') throw error
      const theirs = await admin.draft(card.id)
      const both = this.join(this.saved, theirs.patch, patch)
      this.shelve(await admin.saveDraft(card.id, { patch: both }, theirs.version))
      const later = this.state.patch === patch ? both : this.join(patch, both, this.state.patch)
      this.set({ patch: later, past: [], future: [], told: 'joined' })
      if (later !== both) return
      this.saved = both
    }
  }

  /** The draft is no longer there: what of it is not published by now goes on as a draft of my own. */
  private async afterLoss(patch: Patch): Promise<void> {
    const lost = this.state.card?.id
    const { published } = this
    this.saved = {}
    this.set({ card: null, cards: this.state.cards.filter((one) => one.id !== lost) })
    keepDraft(this.who, 'model-chosen', null)
    const mine = published ? tidy(published, patch) : patch
    this.set({
      patch: mine,
      past: [],
      future: [],
      clashes: [],
      told: isEmpty(mine) ? 'all_published' : 'gone',
    })
    if (!isEmpty(mine)) this.shelve(await admin.newDraft({ patch: mine }))
    keepDraft(this.who, 'model-chosen', this.state.card ? { id: this.state.card.id } : null)
  }

  /** Two hands on one draft: what each changed since it was last saved; at one place mine stands. */
  private join(saved: Patch, theirs: Patch, mine: Patch): Patch {
    const { published } = this
    const [was, is, will] = [saved, theirs, mine].map((patch) => merge(published, patch))
    const step = (difference(was, will) ?? {}) as Patch
    return tidy(published, compose(theirs, rebase(was, is, step).patch))
  }

  private shelve(draft: DraftCard & { patch?: unknown }): void {
    const { patch: _patch, ...card } = draft
    const others = this.state.cards.filter((one) => one.id !== card.id)
    this.set({ card, cards: [card, ...others] })
  }

  /** Onto the newest version; where somebody must choose, the places are told and nothing moves. */
  async catchUp(choices: readonly Choice[] = []): Promise<void> {
    const behind = (): DraftCard | null =>
      this.state.card?.base === this.published?.version ? null : this.state.card
    if (!behind()) return
    try {
      await this.flush()
      const card = behind()
      if (!card) return
      const { draft, clashes } = await admin.rebaseDraft(card.id, choices)
      if (clashes.length) return this.set({ clashes, failed: null })
      this.shelve(draft)
      this.saved = draft.patch
      const patch = tidy(this.published, draft.patch)
      this.set({ patch, past: [], future: [], clashes: [], told: 'moved', failed: null })
    } catch (error) {
      if (isGone(error)) return this.afterLoss(this.state.patch)
      this.set({ failed: messageOf(error) })
      if (unheard(error))
        this.timer = setTimeout(() => void this.catchUp().catch(() => undefined), laterMs)
      throw error
    }
  }

  async rename(name: string): Promise<void> {
    await this.about({ name })
  }

  async share(shared: boolean): Promise<void> {
    await this.about({ shared })
  }

  private async about(wish: { name?: string; shared?: boolean }): Promise<void> {
    await this.flush()
    const { card } = this.state
    this.shelve(card ? await admin.saveDraft(card.id, wish) : await admin.newDraft(wish))
  }

  /** A draft with this patch, laid on the desk. */
  async create(wish: { name: string; patch?: Patch }): Promise<void> {
    await this.flush()
    const draft = await admin.newDraft(wish)
    this.shelve(draft)
    await this.take(draft.id)
  }

  /** Gives the draft up. */
  async drop(): Promise<void> {
    const { card } = this.state
    await this.away(async () => {
      try {
        if (card) await admin.dropDraft(card.id)
      } catch (error) {
        // Whoever drops what is no longer there has what they want.
        if (!isGone(error)) throw error
      }
    })
  }

  /**
   * Publishes the draft, with which the server ends it. It is put away once the window knows the new model: what it made
   * is in sight all the time.
   */
  async publish<T>(send: (card: DraftCard | null) => Promise<T>): Promise<T> {
    await this.flush()
    this.publishing = true
    try {
      const answer = await send(this.state.card)
      // Unheard, the window learns of it as it does of what others publish.
      const model = await admin.model().catch(() => null)
      if (model) {
        this.published = model
        answers.setQueryData(adminKeys.model, model)
        this.set({ patch: tidy(model, this.state.patch), past: [], future: [] })
      }
      await this.away(async () => undefined)
      return answer
    } finally {
      this.publishing = false
    }
  }

  private async away(end: () => Promise<void>): Promise<void> {
    clearTimeout(this.timer)
    await this.busy?.catch(() => undefined)
    const { card, cards } = this.state
    keepDraft(this.who, 'model', null)
    await end()
    const rest = cards.filter((one) => one.id !== card?.id)
    this.set({ cards: rest })
    await this.take(rest.find((one) => one.owner.id === this.who)?.id ?? null)
    await this.catchUp()
  }
}

const isGone = (error: unknown): boolean => error instanceof CallError && error.status === 404
/** No connection, or a server that is not well: the same again may do. */
const unheard = (error: unknown): boolean =>
  error instanceof CallError && (error.status === 0 || error.status >= 500)

/** The one desk of the window: rooms come and go, the draft and its steps stay. */
export const desk = new DraftDesk()
