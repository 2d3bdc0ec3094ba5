// How does the drawing of a lifecycle speak?

export const words = {
  lifecycle: { zh: '流程', en: 'Lifecycle' },
  stage: { zh: '阶段', en: 'Stage' },
  ways: { zh: '退回线', en: 'Ways back' },
  zoom_in: { zh: '放大', en: 'Larger' },
  zoom_out: { zh: '缩小', en: 'Smaller' },
  new_stage: { zh: '新阶段', en: 'New stage' },
  gate: { zh: '门径', en: 'Gate' },
  move: { zh: '流转', en: 'Move' },
  approval: { zh: '审批', en: 'Approval' },
  close: { zh: '收起', en: 'Close' },
  moves: { zh: '流转', en: 'Moves' },
  asked: { zh: '{n} 项', en: '{n}' },
  under_way: { zh: '在途 {n} 条', en: '{n} under way' },
  none: {
    zh: '这个对象还没有阶段。写下它一步步经过哪些阶段，就能画成流程。',
    en: 'This object has no stages yet. Write down which it goes through, one after the other, and they are drawn.',
  },
  begin: { zh: '开始画流程', en: 'Begin a lifecycle' },
  stages: { zh: '阶段，依次', en: 'Stages, in order' },
  stages_help: {
    zh: '用顿号隔开；最后一个是好的结束。以后随时可以改名、加减、画分支。',
    en: 'With commas between them; the last one is the good end. All can be renamed, added to and branched later.',
  },
  stages_first: { zh: '待处理、处理中、已完成', en: 'New, In progress, Done' },
  keys: {
    zh: '方向键移动 · 回车打开、Esc 返回 · N 在后面加阶段 · Alt ←→ 或拖动卡片换位置 · Delete 停用 · 从卡片右边的圆点拖到另一阶段画流转',
    en: 'Arrows go about · Enter opens, Esc comes back · N adds a stage behind · Alt ←→ or dragging a card changes its place · Delete retires · drag from the dot at a card’s right to draw a move',
  },
  placed: {
    zh: '「{stage}」现在是第 {n} 个，共 {all} 个',
    en: '“{stage}” is now number {n} of {all}',
  },
  open_approval: { zh: '在审批流中打开', en: 'Open in approval flows' },
} as const
