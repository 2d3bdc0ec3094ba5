// What do window and machine say to each other at the door: first page, ways in, sessions?

/** GET /api/setup (no sign-in): does the first page have to ask for company and administrator? */
export interface Setup {
  needed: boolean
  company: string | null
}

/** POST /api/setup, once. `sample: true` fills the company with sample data as a job. */
export interface SetupInput {
  company: string
  name: string
  email: string
  password: string
  sample: boolean
  language: 'zh' | 'en'
  /** In which the books are kept; renminbi unless given. */
  currency?: string | undefined
  /** Of the company, such as `Europe/London`. */
  zone?: string | undefined
}

/** GET /api/auth/ways: what the sign-in page offers beside e-mail and password. */
export interface SignInWays {
  sso: { name: string; label: string }[]
  /** A forgotten password can be replaced by mail. */
  recovery: boolean
}

/** A session as its owner sees it. */
export interface SessionCard {
  id: string
  /** `password`, `passkey`, `sso <name>` */
  way: string
  second: boolean
  user_agent: string
  address: string
  created_at: string
  seen_at: string
  current: boolean
}

/** GET /api/v1/security. */
export interface Security {
  /** When the password was last set; null: there is none. */
  password_at: string | null
  totp: boolean
  recovery_left: number
  passkeys: {
    id: string
    name: string
    synced: boolean
    created_at: string
    last_used_at: string | null
  }[]
  /** Other houses that vouch for this person. */
  sso: { name: string; label: string }[]
  /** A role of theirs needs a second factor. */
  required: boolean
  sessions: SessionCard[]
  lately: SignInEvent[]
}

/** What happened at the door. */
export interface SignInEvent {
  id: string
  at: string
  kind: string
  person: { id: string; name: string } | null
  by: { id: string; name: string } | null
  address: string | null
  user_agent: string | null
  more: Readonly<Record<string, string | number | boolean>> | null
}
