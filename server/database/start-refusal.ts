// Why can't the program start, in one sentence for the person at the machine?

import type { Words } from '#kernel/error.ts'
import { type Details, sentence } from '#kernel/sentence.ts'

const reasons = {
  'newer-version': {
    zh: '数据目录 {folder} 由更新的 PostgreSQL {found} 创建，本程序只支持 {known}；请使用更新版本的 OpenLTC。',
    en: 'The data folder {folder} was made by the newer PostgreSQL {found}, this program knows {known}; use a newer OpenLTC.',
  },
  'newer-data': {
    zh: '数据由更新的 OpenLTC 写入（数据格式 {found}，本程序只支持 {known}）；请使用更新版本的 OpenLTC。',
    en: 'The data was written by a newer OpenLTC (data format {found}, this program knows {known}); use a newer OpenLTC.',
  },
  'model-unfit': {
    zh: '公司的模型（版本 {version}）与本程序的标准模型不符：{what}。',
    en: 'The company’s model (version {version}) does not fit the standard of this program: {what}.',
  },
  'older-version': {
    zh: '数据目录 {folder} 由较旧的 PostgreSQL {found} 创建，本程序使用 {known}；请先用旧版本执行 backup，再用新版本 restore。',
    en: 'The data folder {folder} was made by the older PostgreSQL {found}, this program uses {known}; make a backup with the old release and restore it with this one.',
  },
  'disk-full': {
    zh: '数据目录 {folder} 所在磁盘空间不足。',
    en: 'There is no space left on the disk of the data folder {folder}.',
  },
  'not-writable': {
    zh: '无法写入数据目录 {folder}（{reason}）。',
    en: 'The data folder {folder} can’t be written ({reason}).',
  },
  'not-a-database': {
    zh: '{folder} 不为空，但不是本程序的数据库目录。',
    en: '{folder} is not empty but is no database of this program.',
  },
  'no-binaries': {
    zh: '没有适用于 {platform} 的内置 PostgreSQL；请重新安装，或设置 DATABASE_URL。',
    en: 'There is no embedded PostgreSQL for {platform}; install again, or set DATABASE_URL.',
  },
  'no-other-user': {
    zh: 'PostgreSQL 不能以 root 运行，而其他用户无法访问 {folder}；请以普通用户启动。',
    en: 'PostgreSQL does not run as root and no other user can reach {folder}; start it as an ordinary user.',
  },
  'port-in-use': {
    zh: '端口 {port} 已被占用；请用 PORT 指定其他端口。',
    en: 'Port {port} is already in use; choose another one by PORT.',
  },
  'database-unreachable': {
    zh: '无法连接 DATABASE_URL 指定的 {host}（{reason}）；请确认地址、端口与网络。',
    en: 'The database server {host} of DATABASE_URL can’t be reached ({reason}); check address, port and network.',
  },
  'database-login': {
    zh: 'DATABASE_URL 中的用户 {user} 或密码不被 {host} 接受。',
    en: '{host} does not accept the user {user} or the password of DATABASE_URL.',
  },
  'database-missing': {
    zh: '{host} 上没有名为 {database} 的数据库；请先创建，或修改 DATABASE_URL。',
    en: 'There is no database {database} on {host}; create it first, or change DATABASE_URL.',
  },
  'database-closed': {
    zh: '用户 {user} 不能在数据库 {database} 中创建模式；请授予 CREATE 权限。',
    en: 'The user {user} may not make a schema in the database {database}; grant CREATE on it.',
  },
  'database-too-old': {
    zh: 'DATABASE_URL 指向 PostgreSQL {found}，至少需要 {oldest}。',
    en: 'DATABASE_URL leads to PostgreSQL {found}; at least {oldest} is needed.',
  },
  'database-not-unicode': {
    zh: '数据库 {database} 的编码是 {encoding}，需要 UTF8。',
    en: 'The database {database} is encoded in {encoding}; it must be UTF8.',
  },
  'files-login': {
    zh: '{place} 不接受 FILES_URL 中的密钥（{reason}）；请确认 KEY、SECRET、区域以及对桶的读、写、列出、删除权限。',
    en: '{place} does not accept the key of FILES_URL ({reason}); check KEY, SECRET, region, and the rights to read, write, list and remove in the bucket.',
  },
  'files-no-bucket': {
    zh: '{place} 的桶不存在；请先创建，或修改 FILES_URL。',
    en: 'There is no such bucket as in {place}; make it first, or change FILES_URL.',
  },
  'files-unfit': {
    zh: '{place} 不是可用的 S3 存储（{reason}）；请确认 FILES_URL 的地址、端口、区域与是否加密。',
    en: '{place} is no S3-compatible store that can be used ({reason}); check host, port, region and encryption of FILES_URL.',
  },
  'secret-unsafe': {
    zh: '{from} 不安全：需要至少 32 个随机字符，且不能是示例值。',
    en: '{from} is not safe: it needs at least 32 random characters and may not be an example.',
  },
  'secret-unreadable': {
    zh: '{file} 中没有密钥；请从备份恢复，或删除后重新启动（所有人需重新登录）。',
    en: '{file} holds no secret; restore it from a backup, or remove it and start again (everybody signs in anew).',
  },
  'no-start': {
    zh: '内置 PostgreSQL 未能启动：{reason}（详见 {log}）。',
    en: 'The embedded PostgreSQL did not start: {reason} (see {log}).',
  },
} as const satisfies Record<string, Words>

export type StartReason = keyof typeof reasons

/** The program can't start and the person at the machine can do something about it. */
export class StartRefused extends Error {
  readonly code: StartReason
  readonly words: Words
  constructor(code: StartReason, details: Details = {}, cause?: unknown) {
    const words = {
      zh: sentence(reasons[code].zh, details),
      en: sentence(reasons[code].en, details),
    }
    super(words.en, { cause })
    this.name = 'StartRefused'
    this.code = code
    this.words = words
  }
}

/** Turns what the system says about a file into a refusal; anything else comes back as it is. */
export function startRefusalOf(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT')
    return new StartRefused('disk-full', { folder }, error)
  const reason = String(error.code)
  // On a read-only disk, making a folder and those above it ends in "not found".
  const noFolder = reason === 'ENOENT' && 'syscall' in error && error.syscall === 'mkdir'
  return noFolder ||
    ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EIO', 'ENAMETOOLONG'].includes(reason)
    ? new StartRefused('not-writable', { folder, reason }, error)
    : error
}
