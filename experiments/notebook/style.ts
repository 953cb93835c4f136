/** What a notebook adds to the style of a page. */
export const notebookStyle = `
main{max-width:940px}
h2{border-top:0;margin-top:36px;padding-top:0}h3{font-size:17px;margin:26px 0 8px}
p,ul,ol,pre{max-width:none}ol{padding-left:22px;margin:0 0 12px}
.notebook-lead{font-size:18px;line-height:1.5;color:var(--ink)}
.notebook-bar{display:flex;flex-wrap:wrap;gap:8px 14px;align-items:center;position:sticky;top:0;z-index:1;background:var(--paper);border-bottom:1px solid var(--hair);padding:8px 0;margin:14px 0 18px;font-size:14px;color:var(--faint)}
.notebook-bar span{flex:1 1 240px}
.cell{border:1px solid var(--hair);border-left:4px solid var(--mark);border-radius:0 6px 6px 0;margin:16px 0 22px;padding:8px 12px 4px;min-width:0}
.cell[data-kind=build]{border-left-color:var(--faint)}
.cell[data-state=failed]{border-left-color:var(--alarm)}.cell[data-state=old],.cell[data-state=stopped]{border-left-color:#b8860b}
.cell[data-state=old] .cell-shown,.cell[data-state=stopped] .cell-shown,.cell[data-state=failed] .cell-shown{opacity:0.55}
.cell-name{font-size:12.5px;color:var(--faint);margin:0 0 4px}
.cell-code{margin:0;max-width:none}.cell-code,.cell-field{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,"DejaVu Sans Mono",monospace;tab-size:2}
.cell-code code{font:inherit}
.cell-field{display:block;width:100%;color:var(--ink);background:var(--soft);border:1px solid var(--hair);border-radius:6px;padding:11px 13px;resize:vertical;white-space:pre;overflow:auto}
.cell-bar{display:flex;flex-wrap:wrap;gap:6px 8px;align-items:center;margin:8px 0}
.cell button,.notebook-bar button{font:inherit;font-size:14px;color:var(--ink);background:var(--soft);border:1px solid var(--faint);border-radius:6px;padding:5px 14px;min-height:34px;cursor:pointer}
.notebook-bar .cell-all{background:var(--mark);border-color:var(--mark);color:var(--on-mark)}
.cell button:hover{border-color:var(--ink)}.cell [hidden]{display:none}
.cell :focus-visible,.notebook-bar :focus-visible{outline:3px solid var(--mark);outline-offset:2px}
.cell-state{font-size:13.5px;color:var(--faint);margin:0}
.cell-fault{border-left:4px solid var(--alarm);background:var(--soft);padding:8px 12px;font-size:14px;margin:6px 0 10px;overflow-wrap:anywhere;white-space:pre-wrap}.cell-fault:empty{display:none}
.cell-shown>*{margin:8px 0}.cell-shown:empty{display:none}
.shown-value data{font-weight:600;font-variant-numeric:tabular-nums}
.cell figure{margin:12px 0}.cell figcaption{color:var(--ink);font-weight:600;font-size:14px;margin:0 0 6px}
.plot-narrow{display:none}.plot-wide svg,.plot-narrow svg{display:block;max-width:100%;height:auto}
.cell svg text{fill:var(--ink);font-family:inherit}.cell svg .faint{fill:var(--faint)}
.cell svg .halo{paint-order:stroke;stroke:#fff;stroke-width:4px}
.cell svg{--ink:#22262b;--faint:#5d6570}
.cell svg .axis{stroke:#9aa1aa;fill:none}.cell svg .grid{stroke:#eceef1}.cell svg .level{stroke:var(--faint);stroke-dasharray:5 4}
.cell svg .interval{stroke:var(--ink);stroke-width:1.3;fill:none}
.cell svg .series{fill:none;stroke-width:2.2}
.cell svg .series-0{stroke:#0072b2}.cell svg .series-1{stroke:#b84a00}.cell svg .series-2{stroke:#00745a}.cell svg .series-3{stroke:#a3468a}
.cell svg .mark,.cell svg .bar{stroke-width:1}
.cell svg .mark.series-0,.cell svg .bar.series-0{fill:#0072b2}.cell svg .mark.series-1,.cell svg .bar.series-1{fill:#b84a00}
.cell svg .mark.series-2,.cell svg .bar.series-2{fill:#00745a}.cell svg .mark.series-3,.cell svg .bar.series-3{fill:#a3468a}
@media (max-width:760px){.notebook-bar{position:static}.plot-wide{display:none}.plot-narrow{display:block}.cell{padding:8px 8px 4px}.notebook-lead{font-size:17px}figure:not(.wide) .plot svg{width:auto}}
@media print{.notebook-bar,.cell-bar{display:none}.cell-field{border:0}}
`;
