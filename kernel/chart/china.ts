// In which province is a place, and where does the province stand on a map of even tiles?

export interface Province {
  readonly zh: string
  /** The one character that stands for it. */
  readonly sign: string
  readonly en: string
  /** Two letters, as in the codes of ISO 3166-2:CN. */
  readonly code: string
  /** Column and row of its tile; neighbours stand beside each other as well as a grid allows. */
  readonly x: number
  readonly y: number
  /** Its prefectures, by the beginnings of their names. */
  readonly cities: readonly string[]
}

const of = (
  zh: string,
  sign: string,
  en: string,
  code: string,
  x: number,
  y: number,
  cities: string,
): Province => ({ zh, sign, en, code, x, y, cities: cities ? cities.split(' ') : [] })

export const provinces: readonly Province[] = [
  of(
    '黑龙江',
    '黑',
    'Heilongjiang',
    'HL',
    9,
    0,
    '哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭',
  ),
  of(
    '内蒙古',
    '蒙',
    'Inner Mongolia',
    'NM',
    5,
    1,
    '呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安 锡林郭勒 阿拉善',
  ),
  of('北京', '京', 'Beijing', 'BJ', 7, 1, ''),
  of(
    '辽宁',
    '辽',
    'Liaoning',
    'LN',
    8,
    1,
    '沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛',
  ),
  of('吉林', '吉', 'Jilin', 'JL', 9, 1, '长春 吉林 四平 辽源 通化 白山 松原 白城 延边'),
  of(
    '新疆',
    '新',
    'Xinjiang',
    'XJ',
    1,
    2,
    '乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 和田 伊犁 塔城 阿勒泰',
  ),
  of(
    '甘肃',
    '甘',
    'Gansu',
    'GS',
    3,
    2,
    '兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南',
  ),
  of('宁夏', '宁', 'Ningxia', 'NX', 4, 2, '银川 石嘴山 吴忠 固原 中卫'),
  of('山西', '晋', 'Shanxi', 'SX', 5, 2, '太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁'),
  of(
    '河北',
    '冀',
    'Hebei',
    'HE',
    6,
    2,
    '石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水',
  ),
  of('天津', '津', 'Tianjin', 'TJ', 7, 2, ''),
  of('青海', '青', 'Qinghai', 'QH', 3, 3, '西宁 海东 海北 黄南 海南 果洛 玉树 海西'),
  of('陕西', '陕', 'Shaanxi', 'SN', 4, 3, '西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛'),
  of(
    '河南',
    '豫',
    'Henan',
    'HA',
    5,
    3,
    '郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店',
  ),
  of(
    '山东',
    '鲁',
    'Shandong',
    'SD',
    6,
    3,
    '济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽',
  ),
  of('西藏', '藏', 'Tibet', 'XZ', 2, 4, '拉萨 日喀则 昌都 林芝 山南 那曲 阿里'),
  of(
    '四川',
    '川',
    'Sichuan',
    'SC',
    3,
    4,
    '成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山',
  ),
  of('重庆', '渝', 'Chongqing', 'CQ', 4, 4, ''),
  of(
    '湖北',
    '鄂',
    'Hubei',
    'HB',
    5,
    4,
    '武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施',
  ),
  of(
    '安徽',
    '皖',
    'Anhui',
    'AH',
    6,
    4,
    '合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城',
  ),
  of(
    '江苏',
    '苏',
    'Jiangsu',
    'JS',
    7,
    4,
    '南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁',
  ),
  of('上海', '沪', 'Shanghai', 'SH', 8, 4, ''),
  of(
    '云南',
    '云',
    'Yunnan',
    'YN',
    3,
    5,
    '昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆',
  ),
  of('贵州', '贵', 'Guizhou', 'GZ', 4, 5, '贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南'),
  of(
    '湖南',
    '湘',
    'Hunan',
    'HN',
    5,
    5,
    '长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西',
  ),
  of(
    '江西',
    '赣',
    'Jiangxi',
    'JX',
    6,
    5,
    '南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶',
  ),
  of(
    '浙江',
    '浙',
    'Zhejiang',
    'ZJ',
    7,
    5,
    '杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水',
  ),
  of(
    '广西',
    '桂',
    'Guangxi',
    'GX',
    4,
    6,
    '南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左',
  ),
  of(
    '广东',
    '粤',
    'Guangdong',
    'GD',
    5,
    6,
    '广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮',
  ),
  of('福建', '闽', 'Fujian', 'FJ', 6, 6, '福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德'),
  of('台湾', '台', 'Taiwan', 'TW', 8, 6, ''),
  of('海南', '琼', 'Hainan', 'HI', 4, 7, '海口 三亚 三沙 儋州'),
  of('澳门', '澳', 'Macao', 'MO', 5, 7, ''),
  of('香港', '港', 'Hong Kong', 'HK', 6, 7, ''),
]

/** The province that a text speaks of: its name, one of its cities, its English name or code; undefined for others. */
export function provinceOf(text: string): Province | undefined {
  const place = text.trim().replace(/^中国/, '')
  if (!place) return undefined
  return (
    provinces.find((one) => place.startsWith(one.zh)) ??
    provinces.find((one) => one.cities.some((city) => place.startsWith(city))) ??
    provinces.find((one) => one.en.toLowerCase() === place.toLowerCase() || one.code === place)
  )
}
