/** What pages of the site add to the style of a page. */
export const siteStyle = `
main{max-width:900px}.contents{margin:14px 0 22px}
main>:is(p,ul,ol,pre){max-width:none}h3{font-size:17px;margin:26px 0 8px}ol{padding-left:22px;margin:0 0 12px}
li>pre,li>p{margin:6px 0 10px}
a{color:var(--mark);overflow-wrap:anywhere}a:focus-visible,input:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
.up{font-size:14px;margin:0 0 12px}
.picture{display:block;max-width:100%;height:auto;background:#fff;margin:10px 0 14px}
blockquote{border-left:4px solid var(--hair);margin:0 0 12px;padding:2px 16px;color:var(--faint)}
td{white-space:normal;min-width:90px}th:first-child,td:first-child{white-space:nowrap}
p,li{overflow-wrap:anywhere}td code,th code{overflow-wrap:normal}
pre{max-width:none;white-space:pre-wrap;overflow-wrap:anywhere}
`;

/** What the index adds to that. */
export const indexStyle = `
.find{display:flex;flex-wrap:wrap;gap:6px 14px;align-items:center;margin:18px 0 6px}.find[hidden]{display:none}
.find input{font:inherit;color:var(--ink);background:var(--soft);border:1px solid var(--faint);border-radius:6px;padding:8px 12px;min-height:42px;flex:1 1 220px;min-width:0}
.find output{font-size:14px;color:var(--faint);font-variant-numeric:tabular-nums}
.entries{list-style:none;padding:0;max-width:none}
.entries li{border-top:1px solid var(--hair);padding:9px 0;margin:0}.entries li[hidden]{display:none}
.entries a,.entries .unbuilt{font-weight:600;text-decoration:none}.entries a:hover{text-decoration:underline}
.entries p{margin:2px 0 0;font-size:14.5px;line-height:1.45;max-width:none}
.entries .name{color:var(--faint);font-size:12.5px;overflow-wrap:anywhere}
section[hidden]{display:none}
`;
