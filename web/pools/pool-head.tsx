// What does this pool allow me, and how much of it have I used?
import { Link } from '@tanstack/react-router'
import type { PoolOfDesk } from '#kernel/api/desks.ts'
import { number } from '#kernel/money/written.ts'
import { say } from '#web/words.ts'
import { rulesInWords } from './rules.ts'
import { words } from './words.ts'

export function PoolHead({ pool, mayEdit }: { pool: PoolOfDesk; mayEdit: boolean }) {
  return (
    <section className="pools-head" aria-label={say(words.rules)}>
      <Used label={say(words.held)} n={pool.held} most={pool.hold_cap} />
      {pool.claim_cap !== null && (
        <Used label={say(words.claimed)} n={pool.claimed} most={pool.claim_cap} />
      )}
      <p className="dotted pools-rules">
        {rulesInWords(pool).map((rule) => (
          <span key={rule}>{rule}</span>
        ))}
        {mayEdit && pool.id !== null && (
          <Link to="/o/$object/$id" params={{ object: 'lead_pool', id: pool.id }}>
            {say(words.edit_rules)}
          </Link>
        )}
      </p>
    </section>
  )
}

/** So many of so many; without a limit the number alone. */
function Used({ label, n, most }: { label: string; n: number; most: number | null }) {
  const full = most !== null && n >= most
  return (
    <div className={full ? 'pools-used full' : 'pools-used'}>
      <span className="ink-3">{label}</span>
      <b>{most === null ? number(n) : say(words.of, { n, most })}</b>
      {most !== null && (
        <span className="pools-line" aria-hidden="true">
          <i style={{ width: `${Math.min(100, (n / most) * 100)}%` }} />
        </span>
      )}
    </div>
  )
}
