// What was changed when, by whom, and did it help? The timeline of versions; a model goes out as a file and comes in as a draft.
import { useRef } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { PageHead } from '#web/parts/page-head.tsx'
import { say } from '#web/words.ts'
import { messageOf } from '#web/call.ts'
import { tidy } from '../draft.ts'
import { desk } from '../draft-desk.ts'
import { changesIn, saveModelFile } from './model-file.ts'
import type { RoomProps } from '../room.ts'
import { VersionsList } from './versions-list.tsx'

const words = {
  out: { zh: '下载模型文件', en: 'Download the model' },
  in: { zh: '上传模型文件…', en: 'Upload a model …' },
  help: {
    zh: '在试用环境改好后下载文件，到正式环境上传：先成为一份草稿，看过差异再发布。',
    en: 'Change a trial, download the file and upload it in production: it becomes a draft, to be looked at and published.',
  },
  arrived: {
    zh: '「{file}」已成为草稿，下面是它与线上的差异',
    en: '“{file}” is a draft now; below is its difference from what is live',
  },
  same: {
    zh: '文件里的内容与线上相同，没有需要发布的修改',
    en: 'The file says what is live already; there is nothing to publish',
  },
  wrong: { zh: '「{file}」不是模型文件', en: '“{file}” is no model file' },
} as const

export default function VersionsRoom({ draft, title }: RoomProps) {
  const { message } = App.useApp()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const { published } = draft
  const take = async (file: File) => {
    const changes = changesIn(await file.text())
    if (!changes) return void message.error(say(words.wrong, { file: file.name }))
    const patch = tidy(published, changes)
    if (!Object.keys(patch).length) return void message.info(say(words.same))
    await desk.create({ name: file.name.replace(/\.json$/i, '').slice(0, 80), patch })
    void message.success(say(words.arrived, { file: file.name }))
    void navigate({ to: '/studio/$room', params: { room: 'versions' } })
  }
  return (
    <div className="studio-main studio-fill">
      <PageHead
        title={title}
        actions={
          <>
            <Button
              icon={<DownloadOutlined />}
              onClick={() =>
                saveModelFile(`v${published.version}`, published.version, published.changes)
              }
            >
              {say(words.out)}
            </Button>
            <Button icon={<UploadOutlined />} onClick={() => input.current?.click()}>
              {say(words.in)}
            </Button>
            <input
              ref={input}
              type="file"
              accept=".json,application/json"
              hidden
              aria-label={say(words.in)}
              onChange={(event) => {
                const file = event.target.files?.[0]
                event.target.value = ''
                if (file) void take(file).catch((error: unknown) => message.error(messageOf(error)))
              }}
            />
          </>
        }
      />
      <div className="studio-part">
        <VersionsList object={null} figures help={say(words.help)} />
      </div>
    </div>
  )
}
