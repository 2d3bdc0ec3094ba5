// What does a kind of step have in its hands, and what may come of it?
import type { Step } from '#kernel/automation/automation.ts'
import type { Words } from '#kernel/error.ts'
import type { Outgoing, Answered } from '#server/outgoing/send-out.ts'
import type { Doing } from '#server/world/world.ts'
import type { Run } from './runs.ts'

export interface Letter {
  /** The same at every attempt: a mail server or a reader can tell that it is the same letter. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The same for readers that show pictures: our own HTML, with `cid:` addresses of files and nothing from outside. */
  readonly html?: string
  /** One with a `cid` stands in the text. */
  readonly files?: readonly {
    readonly name: string
    readonly type: string
    readonly bytes: Buffer
    readonly cid?: string
  }[]
}

/** What reaches beyond the database. It may be done twice if a process dies at the wrong moment; receivers get an id. */
export interface Reach {
  /** Null where no mail server is set up. */
  readonly mail: ((letter: Letter) => Promise<void>) | null
  readonly call: (address: string, what: Outgoing) => Promise<Answered>
}

/** Somebody outside is away or broken: it says nothing about the run, which waits and asks again for as long as it takes. */
export class NoAnswer extends Error {
  readonly says: Words
  constructor(says: Words, cause?: unknown) {
    super(says.en, { cause })
    this.says = says
  }
}

export interface StepWork {
  readonly doing: Doing
  readonly run: Run
  readonly reach: Reach
}

/** Done, with a line for the run's log; `until` or `awaits`: the next step waits for a moment or an approval. */
export interface StepEnd {
  readonly says: Words
  /** What went in and what came out, for whoever looks at the run. */
  readonly input?: Readonly<Record<string, unknown>>
  readonly output?: Readonly<Record<string, unknown>>
  readonly until?: Date
  readonly awaits?: string
}

/** A branch is no work of its own: the run goes one way or the other. */
export type DoableStep = Exclude<Step, { do: 'branch' }>

export type DoStep = (work: StepWork, step: DoableStep) => Promise<StepEnd>

/** Does a step of this kind; `doStep` is there for steps that stand inside of it. */
export type StepKind<K extends Step['do']> = (
  work: StepWork,
  step: Extract<Step, { do: K }>,
  doStep: DoStep,
) => Promise<StepEnd>
