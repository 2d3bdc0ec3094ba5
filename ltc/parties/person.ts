// Who works here? Everybody who can sign in, with roles and team.
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { roles } from '../roles.ts'
import { derivePerson } from './derive-person.ts'

export const person = object('person', {
  label: { zh: '人员', en: 'Person' },
  plural: { zh: '人员', en: 'People' },
  help: {
    zh: '在这里工作的人：职位、团队，不在时由谁代理。账号在「管理 → 用户」里开通。',
    en: 'Those who work here: their title, their team, who stands in for them. Ways to sign in are given under Administration, Users.',
  },
  area: 'settings',
  icon: 'UserOutlined',
  title: 'name',
  fields: {
    name: { kind: 'text', label: { zh: '姓名', en: 'Name' }, required: true, search: true },
    email: {
      kind: 'email',
      label: { zh: '邮箱', en: 'E-mail' },
      unique: true,
      search: true,
      write: ['admin'],
    },
    phone: { kind: 'phone', label: { zh: '电话', en: 'Phone' }, search: true },
    title: { kind: 'text', label: { zh: '职位', en: 'Title' } },
    team: { kind: 'team', label: { zh: '团队', en: 'Team' }, write: ['admin'] },
    roles: {
      kind: 'multi_choice',
      label: { zh: '角色', en: 'Roles' },
      choices: Object.fromEntries(
        Object.entries(roles).map(([name, role]) => [name, { label: role.label }]),
      ),
      write: ['admin'],
    },
    language: {
      kind: 'choice',
      label: { zh: '语言', en: 'Language' },
      choices: {
        zh: { label: { zh: '中文', en: 'Chinese' } },
        en: { label: { zh: '英文', en: 'English' } },
      },
      default: '"zh"',
    },
    forecasts: {
      kind: 'choice',
      label: { zh: '每周提交预测', en: 'Submits forecasts' },
      help: {
        zh: '不填则销售及其上级要提交',
        en: 'Unless given, sellers and those above them do',
      },
      choices: {
        yes: { label: { zh: '要提交', en: 'Yes' } },
        no: { label: { zh: '不用提交', en: 'No' } },
      },
      write: ['admin'],
    },
    delegate: {
      kind: 'person',
      label: { zh: '审批代理人', en: 'Answers approvals for me' },
    },
    delegate_from: { kind: 'date', label: { zh: '代理自', en: 'From' } },
    delegate_until: { kind: 'date', label: { zh: '代理至', en: 'Until' } },
    active: {
      kind: 'yes_no',
      label: { zh: '在职', en: 'Active' },
      default: 'true',
      write: ['admin'],
    },
  },
  derive: derivePerson,
  allow: [allow('*', 'read'), allow('*', 'change', 'id = me')],
  list: ['name', 'email', 'title', 'team', 'roles', 'active'],
  key_fields: ['email', 'phone', 'team', 'roles'],
})
