// Who decides about the deal, and who is for us? One small picture: influence from top to bottom, stance from left to right.
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Values } from '#kernel/object.ts'
import { useTitles } from '#web/fields/ref-select.tsx'
import { say } from '#web/words.ts'
import { influences, placed, stances, standing } from './buying.ts'
import { words } from './words.ts'

interface BuyingMapProps {
  /** The object of the rows. */
  object: MetaObject
  rows: readonly Values[]
}

export function BuyingMap({ object, rows }: BuyingMapProps) {
  const ids = [...new Set(rows.map((row) => String(row.contact ?? '')).filter(Boolean))].sort()
  const names = useTitles('contact', ids)
  const label = (field: string, choice: string): string => {
    const def = object.fields[field]
    const found = def?.kind === 'choice' ? def.choices[choice] : undefined
    return found ? say(found.label) : choice
  }
  const told = standing(rows)
  return (
    <figure className="buying">
      <table>
        <thead>
          <tr>
            <th scope="col">{object.fields.influence && say(object.fields.influence.label)}</th>
            {stances.map((stance) => (
              <th key={stance} scope="col">
                {label('stance', stance)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {influences.map((influence) => (
            <tr key={influence}>
              <th scope="row">{label('influence', influence)}</th>
              {stances.map((stance) => (
                <td key={stance} className={stance}>
                  {placed(rows, influence, stance).map((row) => (
                    <span
                      key={String(row.id ?? row.contact)}
                      className={row.role === 'decider' ? 'buyer decider' : 'buyer'}
                      title={typeof row.note === 'string' ? row.note : undefined}
                    >
                      <b>{names[String(row.contact)] ?? '…'}</b>
                      <span className="ink-2">{label('role', String(row.role ?? ''))}</span>
                    </span>
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <figcaption className="small ink-2">
        {told.deciders === 0
          ? say(words.no_decider)
          : say(words.deciders, { n: told.deciders, with: told.with })}
        {told.against > 0 && (
          <span className="warn"> {say(words.against_us, { n: told.against })}</span>
        )}
      </figcaption>
    </figure>
  )
}
