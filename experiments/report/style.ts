/** The style of the page: system fonts, one column of text, figures in a grid that folds on a phone. */
export const style = `
:root{color-scheme:light;--ink:#22262b;--faint:#5d6570;--hair:#dfe3e8;--soft:#f5f7f9;--mark:#0072b2}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:#fff;font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
main{max-width:1180px;margin:0 auto;padding:40px 28px 80px}
h1{font-size:30px;line-height:1.2;margin:0 0 8px;letter-spacing:-0.01em;text-wrap:balance}
h2{font-size:20px;margin:52px 0 12px;padding-top:14px;border-top:1px solid var(--hair)}
section:first-of-type h2{border-top:0;margin-top:20px;padding-top:0}
p,ul{max-width:780px;margin:0 0 12px}
ul{padding-left:20px}li{margin:0 0 6px}
.lead{border-left:4px solid var(--mark);background:var(--soft);padding:16px 20px 6px;margin:0 0 18px;border-radius:0 6px 6px 0}
.lead p,.lead ul{max-width:none;margin-bottom:8px}.lead .first{font-size:19px;line-height:1.45;margin-bottom:14px}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(440px,100%),1fr));gap:34px 36px;margin:20px 0 26px}
figure{margin:0;min-width:0}figure.wide{grid-column:1/-1}
.plot{overflow-x:auto}
.plot svg{display:block;max-width:100%;height:auto}
figcaption{color:var(--faint);font-size:13.5px;line-height:1.45;margin-top:8px;max-width:780px}
.table{overflow-x:auto;margin:8px 0 22px}
table{border-collapse:collapse;font-size:13.5px;font-variant-numeric:tabular-nums;white-space:nowrap}
.caption{color:var(--faint);font-size:13.5px;line-height:1.45;margin:20px 0 8px}
th,td{padding:6px 14px 6px 0;border-bottom:1px solid var(--hair);text-align:left;font-weight:400;vertical-align:top}
thead th{font-weight:600;white-space:normal;border-bottom:2px solid var(--hair);vertical-align:bottom}
tbody th{font-weight:600}
tr.marked>*{background:#eef5fa}
.number{text-align:right}
code{font:0.9em ui-monospace,SFMono-Regular,Menlo,"DejaVu Sans Mono",monospace;background:var(--soft);padding:1px 4px;border-radius:3px;overflow-wrap:anywhere}
pre{background:var(--soft);padding:12px 14px;border-radius:6px;overflow-x:auto;max-width:780px}pre code{background:none;padding:0}
details{margin:10px 0}summary{cursor:pointer;color:var(--mark);font-weight:600}
@media (max-width:640px){
main{padding:22px 16px 60px}h1{font-size:24px}.lead .first{font-size:17px}
.plot svg{max-width:none}figure:not(.wide) .plot svg{width:500px}
}
@media print{
main{max-width:none;padding:0}figure,tr,.lead{break-inside:avoid}h2{break-after:avoid}
.table,.plot{overflow:visible}table{font-size:10px;white-space:normal}details:not([open])>*{display:none}
}
`;
