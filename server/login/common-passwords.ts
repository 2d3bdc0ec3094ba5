// Which passwords are tried first by whoever guesses?

/** Whole passwords of eight and more characters, in small letters. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `12345678 123456789 1234567890 0123456789 0987654321 9876543210 987654321 87654321 11111111 1111111111 88888888
  8888888888 66666666 00000000 0000000000 99999999 12341234 11223344 1122334455 12344321 147258369 123123123
  1231231234 123321123 123456123456 1qaz2wsx 1qaz2wsx3edc 1q2w3e4r 1q2w3e4r5t zaq12wsx qazwsxedc qwertyui
  qwertyuiop asdfghjkl asdfasdf zxcvbnm123 qwer1234 asdf1234 zxcv1234 abcd1234 abc123456 abc12345678 a1234567
  a12345678 a123456789 aa123456 aa12345678 aaa111222 qq123456 qq123456789 qwe123456 asd123456 zxc123456
  w123456789 woaini123 woaini520 woaini521 woaini1314 5201314520 52013145201314 iloveyou iloveyou1 iloveyou2
  sunshine princess football baseball superman trustno1 starwars whatever computer internet michelle jennifer
  1234qwer 1234abcd 123qweasd 123qwe123 qweasdzxc 147852369 159357456 741852963 19900101 20000101 20080808
  13800138000 p@ssw0rd p@ssword passw0rd pa55word pa$$word letmein123 monkey123 dragon123 welcome1 welcome123
  changeme changeme1 changeme123 default1 testtest test1234 test12345 testing123 demo1234 guest1234 root1234
  rootroot toor1234 admin123 admin1234 admin12345 admin123456 admin888 admin@123 adminadmin administrator
  guanliyuan huawei123 huawei@123 alibaba123 tencent123`.split(/\s+/),
)

/** Words that stay guessable with digits and signs behind them. */
export const commonStems: ReadonlySet<string> = new Set(
  'password passw0rd p@ssw0rd p@ssword pass admin administrator root user guest test demo welcome qwerty qwertyuiop letmein openltc woaini iloveyou abc abcd mima'.split(
    ' ',
  ),
)
