// Which picture belongs to an icon's name? One set, drawn from @ant-design/icons; unknown names get a plain sheet.
import {
  AccountBookOutlined, AimOutlined, ApartmentOutlined, AppstoreOutlined, AuditOutlined, BankOutlined, BarChartOutlined, BellOutlined, BookOutlined, BuildOutlined, BulbOutlined,
  CalendarOutlined, CarOutlined, CarryOutOutlined, CheckCircleOutlined, CheckSquareOutlined, ClockCircleOutlined, ClusterOutlined, ContactsOutlined,
  ContainerOutlined, CreditCardOutlined, CustomerServiceOutlined, DashboardOutlined, DollarOutlined, ExperimentOutlined, FileDoneOutlined, FileOutlined,
  FileProtectOutlined, FileTextOutlined, FilterOutlined, FlagOutlined, FundOutlined, FunnelPlotOutlined, GiftOutlined, GlobalOutlined, HomeOutlined,
  IdcardOutlined, InboxOutlined, KeyOutlined, LineChartOutlined, LinkOutlined, MailOutlined, MessageOutlined, MoneyCollectOutlined, NotificationOutlined,
  PayCircleOutlined, PercentageOutlined, PhoneOutlined, PieChartOutlined, ProfileOutlined, ProjectOutlined, QuestionCircleOutlined, ReconciliationOutlined, RiseOutlined,
  RocketOutlined, RollbackOutlined, SafetyCertificateOutlined, ScheduleOutlined, SettingOutlined, ShopOutlined, ShoppingOutlined, SolutionOutlined, StarOutlined,
  SwapOutlined, TableOutlined, TagOutlined, TagsOutlined, TeamOutlined, ThunderboltOutlined, ToolOutlined, TransactionOutlined, TrophyOutlined, TruckOutlined,
  UnorderedListOutlined, UserAddOutlined, UserOutlined, WalletOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'

const icons: Readonly<Record<string, ComponentType>> = {
  account: BankOutlined, account_book: AccountBookOutlined, aim: AimOutlined, apartment: ApartmentOutlined, appstore: AppstoreOutlined, audit: AuditOutlined, bank: BankOutlined,
  bar_chart: BarChartOutlined, bell: BellOutlined, book: BookOutlined, box: AppstoreOutlined, build: BuildOutlined, bulb: BulbOutlined, building: ShopOutlined,
  calendar: CalendarOutlined, campaign: FlagOutlined, car: CarOutlined, carry_out: CarryOutOutlined, cart: ShoppingOutlined, check: CheckCircleOutlined,
  check_circle: CheckCircleOutlined, check_square: CheckSquareOutlined, clock: ClockCircleOutlined, clock_circle: ClockCircleOutlined,
  cluster: ClusterOutlined, contact: ContactsOutlined, contacts: ContactsOutlined, container: ContainerOutlined, contract: FileProtectOutlined,
  credit_card: CreditCardOutlined, customer_service: CustomerServiceOutlined, dashboard: DashboardOutlined, dollar: DollarOutlined,
  experiment: ExperimentOutlined, file: FileOutlined, file_done: FileDoneOutlined, file_protect: FileProtectOutlined, file_text: FileTextOutlined,
  filter: FilterOutlined, flag: FlagOutlined, fund: FundOutlined, funnel: FunnelPlotOutlined, funnel_plot: FunnelPlotOutlined, gift: GiftOutlined,
  global: GlobalOutlined, home: HomeOutlined, idcard: IdcardOutlined, inbox: InboxOutlined, invoice: ReconciliationOutlined, key: KeyOutlined,
  lead: UserAddOutlined, line_chart: LineChartOutlined, link: LinkOutlined, list: UnorderedListOutlined, mail: MailOutlined, message: MessageOutlined,
  milestone: FlagOutlined, money: PayCircleOutlined, money_collect: MoneyCollectOutlined, notification: NotificationOutlined,
  opportunity: FilterOutlined, pay_circle: PayCircleOutlined, payment: PayCircleOutlined, percentage: PercentageOutlined, person: UserOutlined,
  phone: PhoneOutlined, pie_chart: PieChartOutlined, product: TagOutlined, profile: ProfileOutlined, project: ProjectOutlined, question_circle: QuestionCircleOutlined,
  quote: FileTextOutlined, receivable: BankOutlined, receipt: ReconciliationOutlined, reconciliation: ReconciliationOutlined, rise: RiseOutlined, rollback: RollbackOutlined,
  rocket: RocketOutlined, safety_certificate: SafetyCertificateOutlined, schedule: ScheduleOutlined, setting: SettingOutlined, shop: ShopOutlined,
  shopping: ShoppingOutlined, solution: SolutionOutlined, star: StarOutlined, swap: SwapOutlined, table: TableOutlined, tag: TagOutlined, tags: TagsOutlined,
  target: AimOutlined, task: CheckSquareOutlined, team: TeamOutlined, thunderbolt: ThunderboltOutlined, tool: ToolOutlined,
  transaction: TransactionOutlined, trophy: TrophyOutlined, truck: TruckOutlined, user: UserOutlined, user_add: UserAddOutlined,
  wallet: WalletOutlined,
}

/** Names as antd writes them (`FileTextOutlined`, `file-text`) and ours (`file_text`) are the same icon. */
const plain = (name: string): string =>
  name
    .replace(/Outlined$/, '')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/-/g, '_')
    .toLowerCase()

export function Icon({ name, fallback }: { name: string | undefined; fallback?: string }) {
  const Found = icons[plain(name ?? '')] ?? icons[plain(fallback ?? '')] ?? FileOutlined
  return <Found />
}
