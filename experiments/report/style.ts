/** Colours of the page by light and by dark; charts are drawn for a light page and turned over for a dark one. */
const light =
  '--ink:#22262b;--faint:#5d6570;--hair:#dfe3e8;--soft:#f5f7f9;--mark:#0068a3;--on-mark:#fff;--paper:#fff;--marked:#eef5fa;--alarm:#b3261e';
const dark =
  '--ink:#e4e7eb;--faint:#a0a9b4;--hair:#333a43;--soft:#1d2229;--mark:#6cb6f0;--on-mark:#0b1117;--paper:#12161b;--marked:#1b2733;--alarm:#ff8a80';
const turnedOver = 'filter:invert(1) hue-rotate(180deg)';

/** The style of the page: system fonts, one column of text, figures in a grid that folds on a phone. */
export const style = `
:root{color-scheme:light;${light}}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${dark}}:root:not([data-theme=light]) :is(.plot svg,.turns){${turnedOver}}}
@media screen{:root[data-theme=dark]{color-scheme:dark;${dark}}:root[data-theme=dark] :is(.plot svg,.turns){${turnedOver}}}
*{box-sizing:border-box}
html{scroll-padding-top:16px}
body{margin:0;color:var(--ink);background:var(--paper);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
main{max-width:1036px;margin:0 auto;padding:40px 32px 80px}
h1{font-size:30px;line-height:1.2;margin:0 0 14px;letter-spacing:-0.01em;text-wrap:balance}
h2{font-size:20px;margin:52px 0 12px;padding-top:14px;border-top:1px solid var(--hair)}
p,ul{max-width:780px;margin:0 0 12px}
ul{padding-left:20px}li{margin:0 0 6px}
a{color:var(--mark)}
.answer{font-size:21px;line-height:1.42;font-weight:500;max-width:860px;border-left:4px solid var(--mark);padding:2px 0 2px 18px;margin:0 0 22px;text-wrap:pretty}
.contents{margin:22px 0 0;font-size:14.5px}.contents :is(ol,ul){list-style:none;padding:0;margin:0;max-width:none;columns:3 220px;column-gap:28px}
.contents li{margin:0;break-inside:avoid}.contents a{color:var(--faint);text-decoration:none;display:block;padding:4px 0}.contents a:hover{color:var(--mark);text-decoration:underline}
.anchor{color:var(--faint);text-decoration:none;font-weight:400;opacity:0;padding:0 4px}h2:hover .anchor,.anchor:focus-visible{opacity:1}
.fold{border-top:1px solid var(--hair);margin:0}.fold:not(.fold + .fold){margin-top:52px}
.fold summary h2{display:inline;border:0;margin:0;padding:0;font-size:18px}.fold>details{margin:0}.fold>details>summary{padding:13px 0;color:var(--ink)}.fold>details[open]{padding-bottom:22px}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(440px,100%),1fr));gap:34px 36px;margin:20px 0 26px}
figure{margin:0;min-width:0}figure.wide{grid-column:1/-1}main>figure{margin:0 0 18px}main>figure .broad svg{width:100%}
.plot{position:relative;container-type:inline-size}
.plot svg{display:block;max-width:100%;height:auto}.plot .broad{display:none}.plot .narrow svg{width:min(100%,480px)}
.tip{position:absolute;z-index:3;max-width:min(280px,100%);padding:5px 9px;border-radius:5px;background:var(--ink);color:var(--paper);font-size:13px;line-height:1.35;pointer-events:none;font-variant-numeric:tabular-nums}
.tip-at{position:absolute;z-index:2;width:13px;height:13px;margin:-6.5px 0 0 -6.5px;border:2px solid var(--ink);border-radius:50%;pointer-events:none}
figcaption{color:var(--faint);font-size:13.5px;line-height:1.45;margin-top:8px;max-width:780px}
.downloads{display:flex;flex-wrap:wrap;gap:2px 6px;font-size:13px;color:var(--faint);margin:4px 0 0;align-items:center}
.tool{font:inherit;font-size:13px;color:var(--mark);background:none;border:1px solid transparent;border-radius:5px;padding:3px 7px;min-height:26px;cursor:pointer}.tool:hover{border-color:var(--hair);background:var(--soft)}
.tools{position:absolute;top:8px;right:12px}
.filter{font:inherit;font-size:14px;color:var(--ink);background:var(--paper);border:1px solid var(--faint);border-radius:5px;padding:5px 9px;width:min(280px,100%)}
.filtered{font-size:13.5px;color:var(--faint);margin:4px 0 0}
:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.table{overflow-x:auto;margin:8px 0 22px}
table{border-collapse:collapse;font-size:13.5px;font-variant-numeric:tabular-nums;white-space:nowrap}
.caption{color:var(--faint);font-size:13.5px;line-height:1.45;margin:20px 0 8px}
th,td{padding:6px 14px 6px 0;border-bottom:1px solid var(--hair);text-align:left;font-weight:400;vertical-align:top}
thead th{font-weight:600;white-space:normal;border-bottom:2px solid var(--hair);vertical-align:bottom}
tbody th{font-weight:600;white-space:normal;min-width:min(60px,100%);max-width:360px}
th button{font:inherit;color:inherit;background:none;border:0;padding:0;text-align:inherit;cursor:pointer}th button:hover{color:var(--mark)}
th button::after{content:" ↕";color:var(--faint);font-weight:400}th[aria-sort=ascending] button::after{content:" ↑";color:inherit}th[aria-sort=descending] button::after{content:" ↓";color:inherit}
tr.marked>*{background:var(--marked)}
.number{text-align:right}
code{font:0.9em ui-monospace,SFMono-Regular,Menlo,"DejaVu Sans Mono",monospace;background:var(--soft);padding:1px 4px;border-radius:3px;overflow-wrap:anywhere}
pre{background:var(--soft);padding:12px 14px;border-radius:6px;overflow-x:auto;max-width:780px}pre code{background:none;padding:0}
details{margin:10px 0}summary{cursor:pointer;color:var(--mark);font-weight:600}
@media (min-width:1240px){
main:has(>.contents){margin-left:max(244px,calc(50% - 396px))}
.contents{position:fixed;top:44px;left:max(24px,calc(50% - 616px));width:196px;max-height:calc(100vh - 88px);overflow-y:auto;margin:0;font-size:13.5px;line-height:1.35}.contents :is(ol,ul){columns:auto}
}
@media (max-width:640px){
main{padding:44px 16px 60px}h1{font-size:24px}.answer{font-size:18px;padding-left:14px}.contents{font-size:14px}.anchor{display:none}
}
@media print{
main{max-width:none;padding:0;margin:0!important}figure,tr{break-inside:avoid}h2{break-after:avoid}
.contents,.downloads,.tools,.filter,.filtered,.anchor{display:none}th button::after{content:none}
.table,.plot{overflow:visible}table{font-size:10px;white-space:normal}
details::details-content{content-visibility:visible;display:block;height:auto}
}
`;
