// Where does this record stand between lead and cash? One slim line; a click travels along it.
import { useEffect, useRef } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Dropdown } from 'antd'
import { DownOutlined } from '@ant-design/icons'
import type { Meta } from '#kernel/api/meta.ts'
import type { Chain, ChainNode } from '#kernel/api/record-page.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { money, shortText } from '#kernel/money/written.ts'
import { useMeta } from '#web/meta.ts'
import { slideTo } from '#web/parts/current-in-view.ts'
import { useWidth } from '#web/parts/width.ts'
import { language, say } from '#web/words.ts'
import { cashShare, chainGroups } from './chain-groups.ts'
import type { ChainGroup } from './chain-groups.ts'
import { words } from './words.ts'

/** A milestone is no link of the chain itself, but it hangs on its project: from there one goes on. */
const hangsOnChain = (meta: Meta, object: string): boolean =>
  Object.values(meta.objects[object]?.fields ?? {}).some(
    (field) => field.kind === 'ref' && meta.objects[field.object]?.chain,
  )

const isLinkOf = (meta: Meta, object: string): boolean => meta.objects[object]?.chain !== undefined

export function useChain(object: string, id: string) {
  const meta = useMeta()
  return useQuery({
    queryKey: keys.one(object, id, 'chain'),
    queryFn: () => call.chain(object, id),
    enabled: isLinkOf(meta, object) || hangsOnChain(meta, object),
  })
}

export function ChainLine({ object, id }: { object: string; id: string }) {
  const meta = useMeta()
  const { data } = useChain(object, id)
  const here = useRef<HTMLLIElement>(null)
  // On a phone the line is longer than the window; one's own stop is what counts.
  useEffect(() => slideTo(here.current), [data])
  const phone = useWidth() === 'phone'
  // The place is kept while it loads, so that nothing below jumps.
  if (!data) return isLinkOf(meta, object) ? <div className="chain" aria-hidden="true" /> : null
  const groups = chainGroups(meta, data)
  if (!groups.length) return null
  return (
    <nav className="chain" aria-label={say(words.chain)}>
      <ol
        className="slides"
        {...(phone && { tabIndex: 0 })}
        style={{ gridTemplateColumns: columnsOf(groups) }}
      >
        {groups.map((group, at) => (
          <li
            key={group.object.name}
            ref={group.mark === 'current' ? here : undefined}
            className={`chain-stop ${group.mark}`}
          >
            <span className="chain-rail" aria-hidden="true">
              <i />
              {at < groups.length - 1 && <b className={groups[at + 1]?.reached ? 'full' : ''} />}
            </span>
            <Stop group={group} last={at === groups.length - 1} cash={data.cash} />
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** All alike, as long as there is room; one's own stop keeps enough for the mark beside its name. */
const columnsOf = (groups: readonly ChainGroup[]): string =>
  groups.map(({ mark }) => `minmax(${mark === 'current' ? 140 : 108}px, 1fr)`).join(' ')

function Stop({ group, last, cash }: { group: ChainGroup; last: boolean; cash: Chain['cash'] }) {
  const { lead, nodes, mark } = group
  const label = say(group.object.label)
  return (
    <>
      <span className="chain-head">
        {lead && mark !== 'current' && nodes.length === 1 ? (
          <Link
            to="/o/$object/$id"
            params={{ object: lead.object, id: lead.id }}
            className="chain-name"
          >
            {label}
          </Link>
        ) : (
          <b className="chain-name">{label}</b>
        )}
        {mark === 'current' && <span className="tag accent">{say(words.this_page)}</span>}
        {nodes.length > 1 && <Others nodes={nodes} label={label} />}
        {nodes.length === 1 && mark !== 'current' && lead && (
          <span className="ink-3 ellipsis">{lead.number ?? lead.title}</span>
        )}
        {last && cash && <span className="ink-3">{Math.round(cashShare(cash))}%</span>}
      </span>
      {lead ? (
        <span className="chain-fact ellipsis">{holderOf(lead, mark)}</span>
      ) : (
        // To the eye the hollow mark on the dashed line says so.
        <span className="only-read-aloud">{say(words.not_yet)}</span>
      )}
      {last && cash ? (
        <Cash cash={cash} />
      ) : (
        <span className="chain-fact ellipsis ink-2">{lead ? factOf(lead) : ''}</span>
      )}
    </>
  )
}

/** Who holds it and for how long. */
function holderOf(node: ChainNode, mark: string) {
  const days =
    node.days === null ? '' : node.days === 0 ? say(words.today) : say(words.days, { n: node.days })
  if (node.waiting_on) {
    return (
      <span className="warn chain-wait" title={node.waiting_on}>
        <span className="ellipsis">{say(words.waits_for, { who: node.waiting_on })}</span>
        {days && <span className="unbroken">&nbsp;· {days}</span>}
      </span>
    )
  }
  const who = node.owner?.name ?? ''
  return (
    <span className={mark === 'lost' ? 'ink-3' : 'ink-2'}>
      {[who, mark === 'done' ? '' : days].filter(Boolean).join(' · ') || ' '}
    </span>
  )
}

function factOf(node: ChainNode): string {
  const stage = node.stage_label ? say(node.stage_label) : ''
  const amount = node.amount === null ? '' : shortText(node.amount, language())
  return [stage, amount].filter(Boolean).join(' · ')
}

function Others({ nodes, label }: { nodes: readonly ChainNode[]; label: string }) {
  const items = nodes.map((node) => ({
    key: node.id,
    label: (
      <Link
        to="/o/$object/$id"
        params={{ object: node.object, id: node.id }}
        className="chain-choice"
      >
        <span className={node.kind === 'current' ? 'accent-word' : ''}>
          {node.number ?? node.title}
        </span>
        <span className="ink-3">{node.stage_label ? say(node.stage_label) : ''}</span>
        <span className="num">{node.amount === null ? '' : money(node.amount, node.currency)}</span>
      </Link>
    ),
  }))
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <button type="button" className="bare chain-more">
        <span className="only-read-aloud">{label} </span>
        {say(words.n_of, { n: nodes.length })} <DownOutlined />
      </button>
    </Dropdown>
  )
}

function Cash({ cash }: { cash: NonNullable<Chain['cash']> }) {
  const words_ = say(words.received_of, {
    received: money(cash.received, cash.currency),
    contract: money(cash.contract, cash.currency),
  })
  return (
    <span className="chain-fact chain-cash" title={words_}>
      <span className="only-read-aloud">{words_}</span>
      <span aria-hidden="true" className="ellipsis">
        {shortText(cash.received, language())} / {shortText(cash.contract, language())}
      </span>
      <span className="cash-bar" aria-hidden="true">
        <i style={{ width: `${cashShare(cash)}%` }} />
      </span>
    </span>
  )
}
