// Which reports and dashboards does one have for oneself? One's own and those that others share, to open, share, copy and delete.
import { useState } from 'react'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import type { Board } from '#kernel/view/board.ts'
import type { OwnKind } from '#kernel/view/own.ts'
import { ownObjects } from '#kernel/view/own.ts'
import type { Report } from '#kernel/view/report.ts'
import { may, pluralOf, useMeta } from '#web/meta.ts'
import { MoreMenu } from '#web/own/own-acts.tsx'
import { NewOwn } from '#web/own/new-own.tsx'
import { ownOf, pageAt, type Own } from '#web/own/own.ts'
import { ShareForm, useTeams } from '#web/own/share-form.tsx'
import { kindWords, sharingWords, words } from '#web/own/words.ts'
import { Icon } from '#web/parts/icon.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { say } from '#web/words.ts'
import '#web/admin/admin.css'
import '#web/own/own.css'

export default function OwnPage() {
  const meta = useMeta()
  const [making, setMaking] = useState<OwnKind | null>(null)
  const [sharing, setSharing] = useState<Own | null>(null)
  const all = ownOf(meta)
  const mine = all.filter((one) => one.card.mine)
  const others = all.filter((one) => !one.card.mine)
  const makes = (kind: OwnKind) => may(meta.objects[ownObjects[kind]], 'create')
  return (
    <>
      <PageHead
        title={say(words.title)}
        actions={
          <>
            {makes('report') && (
              <Button icon={<PlusOutlined />} onClick={() => setMaking('report')}>
                {say(words.new_report)}
              </Button>
            )}
            {makes('dashboard') && (
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking('dashboard')}>
                {say(words.new_dashboard)}
              </Button>
            )}
          </>
        }
      />
      <div className="adm own-page">
        {mine.length > 0 && <Things label={say(words.mine)} things={mine} onShare={setSharing} />}
        {mine.length === 0 && <p className="own-none ink-2">{say(words.none)}</p>}
        {others.length > 0 && (
          <Things label={say(words.shared_with_me)} things={others} onShare={setSharing} />
        )}
      </div>
      {making && <NewOwn kind={making} onClose={() => setMaking(null)} />}
      {sharing && (
        <ShareForm
          kind={sharing.kind}
          id={sharing.id}
          card={sharing.card}
          onClose={() => setSharing(null)}
        />
      )}
    </>
  )
}

function Things({
  label,
  things,
  onShare,
}: {
  label: string
  things: readonly Own[]
  onShare: (one: Own) => void
}) {
  const mine = things[0]!.card.mine
  return (
    <section aria-label={label}>
      <h2 className="own-head">{label}</h2>
      <table className="adm-table own-table">
        <thead>
          <tr>
            <th scope="col">{say(words.name)}</th>
            <th scope="col">{say(words.about)}</th>
            <th scope="col">{say(mine ? words.shared : words.by)}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {things.map((one) => (
            <tr key={one.id}>
              <td>
                <Link to={pageAt(one.kind)} params={{ name: one.id }} className="own-name">
                  <Icon name={one.kind === 'report' ? 'line_chart' : 'pie_chart'} />
                  <span className="ellipsis">{one.card.name}</span>
                </Link>
              </td>
              <td className="ink-2">
                <About one={one} />
              </td>
              <td className="ink-2">{mine ? <SharedWith one={one} /> : one.card.owner.name}</td>
              <td className="num">
                <MoreMenu
                  kind={one.kind}
                  name={one.id}
                  thing={one.thing}
                  label={say(words.more_of, { name: one.card.name })}
                  whole
                  onShare={() => onShare(one)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function About({ one }: { one: Own }) {
  const { objects } = useMeta()
  const object = one.kind === 'report' ? objects[(one.thing as Report).object] : undefined
  const n =
    one.kind === 'dashboard' ? Object.values((one.thing as Board).blocks).filter(Boolean).length : 0
  return (
    <>
      {say(kindWords[one.kind])}
      {object && ` · ${pluralOf(object)}`}
      {n > 0 && ` · ${say(words.blocks, { n })}`}
      {one.unfit && <span className="tag warn">{say(words.unfit_mark)}</span>}
    </>
  )
}

function SharedWith({ one: { card } }: { one: Own }) {
  const meta = useMeta()
  const teams = useTeams()
  const name =
    card.shared === 'team'
      ? teams.data?.find((team) => team.value === card.team)?.label
      : card.shared === 'role' && card.role && meta.roles[card.role]
        ? say(meta.roles[card.role]!.label)
        : undefined
  return <>{name ?? say(sharingWords[card.shared])}</>
}
