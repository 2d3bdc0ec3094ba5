import { before, after, test } from 'node:test'
import { testDatabase } from '/work/main/stories/database.ts'
import { compile, ident, sql } from '/work/main/kernel/sql.ts'
import { check } from '/work/main/kernel/formula/check.ts'
import { toSql } from '/work/main/kernel/formula/to-sql.ts'
import { toValue } from '/work/main/kernel/formula/to-value.ts'
import * as F from '/work/main/kernel/formula/random-formula.fixtures.ts'
let db:any; const rows=F.sampleRows(5)
before(async()=>{db=await testDatabase(); for(const s of F.tables(rows)) await db.db.query(s)}); after(()=>db.drop())
const param=(v:any,c:any):any=>({chunks:0}) 
const casts:any={text:(v:any)=>sql`${v}::text`,numeric:(v:any)=>sql`${v}::numeric`,boolean:(v:any)=>sql`${v}::boolean`,date:(v:any)=>sql`${v}::date`,timestamptz:(v:any)=>sql`${v}::timestamptz`,'text[]':(v:any)=>sql`${v}::text[]`,uuid:(v:any)=>sql`${v}::uuid`,'uuid[]':(v:any)=>sql`${v}::uuid[]`}
const S=(a:string):any=>({column:(p:any)=>sql`${ident(a)}.${ident(p[0])}`,rows:(_:any,i:any)=>sql`(select ${i(S('c'))} from line c where c.thing=${ident(a)}.id)`,param:(v:any,c:any)=>casts[c](v)})
const leaf:any={n:'n1',t:'t1',b:'b1',d:'d1',s:'s1'}, kindLetter:any={number:'n',text:'t',boolean:'b',date:'d',datetime:'s'}
test('deep', async()=>{
  const bad:string[]=[]
  for (const [kind,list] of Object.entries((F as any).patterns)) for (const p of list as string[]) {
    const l=kindLetter[kind]
    for (const bridge of ['', l==='b'?'':'IF(%b,'+leaf[l]+','+leaf[l]+')']) {
    let f=leaf[l]; let sizes=0
    const places=[...p.matchAll(/%([ntbds])(?![a-z])/g)].map(m=>m[1])
    let which = places.indexOf(l)
    let wrap=(x:string)=>x
    if (which<0) { // bridge via other kinds
      const k=places[0]; if(!k) continue
      which=0
      const conv:any={ 'n>t':'TEXT(@)','n>d':'(d1 + @)','n>b':'(@ > 1)','n>s':'(s1 + @)','t>n':'LEN(@)','t>b':'(@ = "a")','t>d':'DATEVALUE(@)','t>s':'(s1 + LEN(@))','b>n':'IF(@, 1, 2)','b>t':'IF(@, "a", "b")','b>d':'IF(@, d1, d2)','b>s':'IF(@, s1, s2)','d>n':'DAY(@)','d>t':'TEXT(@)','d>b':'(@ > d2)','d>s':'DATEADD(s1, DAY(@), "h")','s>d':'STARTOF(@,"month")','s>n':'HOUR(@)','s>t':'TEXT(@)','s>b':'(@ > s2)' }
      const c=conv[l+'>'+k]; if(!c) continue
      wrap=(x)=>c.replace('@',()=>x)
    } else if (bridge==='' ) {}
    const depth=28
    for (let i=0;i<depth;i++){ let j=-1; f=p.replace(/%([ntbds])(?![a-z])/g,(_,k)=>{j++; return j===which? wrap(f): leaf[k]}) }
    const r=check(f,F.scope); if('problems' in r){ if(!['too-deep','too-long','too-big'].includes(r.problems[0]!.code)) bad.push(p+' '+JSON.stringify(r.problems[0])); else console.log(p, r.problems[0]!.code); continue }
    const q=compile(toSql(r.checked,S('t'),F.circumstances,'value'))
    const t0=performance.now(); let err=''
    try { await db.db.query(sql`select ${toSql(r.checked,S('t'),F.circumstances,'value')} as v from thing t`,{limitMs:20000}) } catch(e:any){ err=e.message }
    const ms=performance.now()-t0
    const t1=performance.now(); for(const row of rows) toValue(r.checked,F.rowOf(row),F.circumstances); const mv=performance.now()-t1
    if (q.text.length>60000||ms>150||err||mv>50) console.log(p,'sql',q.text.length,'ms',ms|0,'value ms',mv|0,err)
    break }
  }
  console.log(bad)
})
