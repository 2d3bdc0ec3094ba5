// Which paper gets our seal, how often, who agreed, and who keeps the original?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { deriveSealRequest } from './derive-seal-request.ts'
import { sealLifecycle } from './seal-lifecycle.ts'
import { sealKind } from './seal-kinds.ts'

export const sealRequest = object('seal_request', {
  label: { zh: '用印申请', en: 'Seal request' },
  plural: { zh: '用印申请', en: 'Seal requests' },
  help: {
    zh: '在合同或合同变更上点「申请用印」；批准后由印章保管人盖章，上传扫描件，写明原件由谁保管。',
    en: 'Made on a contract or an amendment by “Request the seal”; once approved it is sealed, with the scan and who keeps the original.',
  },
  area: 'sales',
  icon: 'SafetyCertificateOutlined',
  title: 'name',
  fields: {
    number: {
      kind: 'auto_number',
      pattern: 'SR{YYYY}-{00000}',
      label: { zh: '用印编号', en: 'Number' },
      search: true,
    },
    name: {
      kind: 'text',
      label: { zh: '用印文件', en: 'Paper' },
      required: true,
      search: true,
      max: 300,
    },
    contract: {
      kind: 'ref',
      object: 'contract',
      agrees: { account: 'account' },
      label: { zh: '合同', en: 'Contract' },
    },
    amendment: {
      kind: 'ref',
      object: 'amendment',
      agrees: { contract: 'contract' },
      label: { zh: '合同变更', en: 'Amendment' },
    },
    account: {
      kind: 'ref',
      object: 'account',
      label: { zh: '客户', en: 'Account' },
      read_only: true,
    },
    seal: { ...sealKind, required: true, default: '"contract"' },
    copies: {
      kind: 'integer',
      label: { zh: '份数', en: 'Copies' },
      min: 1,
      max: 999,
      required: true,
      default: '2',
    },
    across_pages: {
      kind: 'yes_no',
      label: { zh: '加盖骑缝章', en: 'Across the pages, too' },
      default: 'false',
    },
    purpose: { kind: 'long_text', label: { zh: '用途', en: 'What for' } },
    files: {
      kind: 'file',
      many: true,
      label: { zh: '待用印文件', en: 'Files to be sealed' },
    },
    sealed_on: {
      kind: 'date',
      label: { zh: '用印日期', en: 'Sealed on' },
      read_only: true,
      index: true,
    },
    sealed_by: { kind: 'person', label: { zh: '盖章人', en: 'Sealed by' }, read_only: true },
    sealed_copies: {
      kind: 'integer',
      label: { zh: '实盖份数', en: 'Copies sealed' },
      read_only: true,
      min: 1,
    },
    scan: { kind: 'file', many: true, label: { zh: '盖章扫描件', en: 'Scan of what was sealed' } },
    keeper: { kind: 'person', label: { zh: '原件保管人', en: 'Keeps the original' } },
    kept_at: {
      kind: 'text',
      label: { zh: '存放位置', en: 'Where it is kept' },
      help: { zh: '如 档案柜 A-3', en: 'Such as cabinet A-3' },
      max: 200,
    },
    reason: { kind: 'text', label: { zh: '原因', en: 'Reason' }, read_only: true, max: 500 },
  },
  lifecycle: sealLifecycle,
  derive: deriveSealRequest,
  frozen: {
    stages: ['in_approval', 'approved', 'sealed', 'rejected', 'cancelled'],
    except: [
      'stage',
      'stage_since',
      'owner',
      'scan',
      'keeper',
      'kept_at',
      'sealed_on',
      'sealed_by',
      'sealed_copies',
      'reason',
    ],
    acts_only: ['sealed_on', 'sealed_by', 'sealed_copies', 'reason'],
  },
  allow: [
    allow('manager', 'read create change export'),
    allow('sales_manager', 'read create change remove export'),
    allow(
      'sales',
      'read create change remove',
      'owner in my_people() or contract.owner in my_people()',
    ),
    allow('finance', 'read create change export'),
    allow('delivery', 'read create change', 'owner in my_people()'),
    allow('viewer', 'read'),
  ],
  list: [
    'number',
    'name',
    'contract',
    'account',
    'seal',
    'stage',
    'copies',
    'sealed_on',
    'keeper',
    'owner',
  ],
  form: [
    {
      label: { zh: '用印', en: 'Seal' },
      fields: [
        'name',
        'contract',
        'amendment',
        'seal',
        'copies',
        'across_pages',
        'files',
        'purpose',
      ],
    },
    {
      label: { zh: '盖章与保管', en: 'Sealed and kept' },
      fields: ['sealed_on', 'sealed_by', 'sealed_copies', 'scan', 'keeper', 'kept_at', 'reason'],
    },
  ],
  key_fields: ['contract', 'seal', 'copies', 'sealed_on', 'keeper', 'kept_at'],
})
