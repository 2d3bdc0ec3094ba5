// Whose window is it? The mark with the company's name.
import './brand.css'

export function Brand({ company, narrow = false }: { company?: string | null; narrow?: boolean }) {
  return (
    <div className="brand" title={company ?? 'OpenLTC'}>
      <svg viewBox="0 0 32 32" width="20" height="20" aria-hidden="true">
        <path fill="currentColor" d="M2 6c8 0 12 5 28 8v4C14 21 10 26 2 26z" />
      </svg>
      {!narrow && (
        <span className="brand-words">
          <b>OpenLTC</b>
          {company && <small className="ellipsis">{company}</small>}
        </span>
      )}
    </div>
  )
}
