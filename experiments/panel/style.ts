/** The style of a panel, in the colours of its page. */
export const panelStyle = `
.panel fieldset{border:1px solid var(--hair);border-radius:8px;padding:10px 16px 14px;margin:0 0 16px;min-width:0}
.panel legend{font-weight:600;padding:0 6px}
.panel-body{display:grid;grid-template:"set answer" auto "more answer" auto "more pass" 1fr / minmax(270px,360px) minmax(0,1fr);gap:0 32px;align-items:start;margin-top:16px}
.panel-body>fieldset{grid-area:set}.panel-answer{grid-area:answer;min-width:0}.panel-more{grid-area:more;min-width:0}.panel-pass{grid-area:pass;min-width:0;margin-bottom:16px}
.panel-knob{margin:8px 0 16px}.panel-knob label{display:block;font-size:15px}
.panel-level{font-weight:600;font-variant-numeric:tabular-nums}
.panel-note{color:var(--faint);font-size:13.5px;line-height:1.45;margin:2px 0 6px}
.panel-slide{position:relative;padding-bottom:20px}
.panel input[type=range]{width:100%;margin:6px 0 2px;accent-color:var(--mark);display:block;height:24px}
.panel-mark{position:absolute;bottom:0;left:calc(8px + (100% - 16px)*var(--place));transform:translateX(-50%);font-size:12px;color:var(--faint);white-space:nowrap}
.panel-mark::before{content:"";position:absolute;top:-9px;left:50%;width:2px;height:9px;margin-left:-1px;background:var(--ink)}
.panel-mark[data-side=left]{transform:none;margin-left:-1px}.panel-mark[data-side=left]::before{left:0;margin-left:0}
.panel-mark[data-side=right]{transform:translateX(-100%)}.panel-mark[data-side=right]::before{left:100%}
.panel input[type=text],.panel select,.panel textarea{font:inherit;font-size:15px;color:var(--ink);background:var(--paper);border:1px solid var(--faint);border-radius:5px;padding:5px 8px;max-width:100%}
.panel input[aria-invalid=true]{border-color:var(--alarm);border-width:2px}
.panel input[type=checkbox]{width:20px;height:20px;vertical-align:-4px;accent-color:var(--mark)}
.panel-choice{display:flex;flex-wrap:wrap;gap:2px 10px;align-items:center;justify-content:space-between;margin:8px 0;font-size:15px}
.panel button{font:inherit;font-size:15px;color:var(--ink);background:var(--soft);border:1px solid var(--faint);border-radius:6px;padding:7px 14px;margin:4px 8px 4px 0;cursor:pointer;min-height:36px}
.panel th button{font-size:inherit;background:none;border:0;padding:0;margin:0;min-height:0;border-radius:0}
.panel button:hover{border-color:var(--ink)}.panel button.panel-run{background:var(--mark);border-color:var(--mark);color:var(--on-mark)}
.panel :focus-visible{outline:3px solid var(--mark);outline-offset:2px}
.panel-sentence{font-size:21px;line-height:1.4;font-weight:600;margin:0 0 4px;text-wrap:balance;font-variant-numeric:tabular-nums}
.panel-verdict{margin:0 0 10px;min-height:1.5em}
.panel-plot{min-height:150px;overflow:hidden}.panel-plot svg{display:block;max-width:100%}
.panel-plot text{fill:var(--faint);font-family:inherit}.panel-plot .title,.panel-plot .name{fill:var(--ink)}
.panel-plot .dot{fill:var(--mark);fill-opacity:0.75;stroke:var(--paper);stroke-width:0.5}
.panel-plot .axis{stroke:var(--faint);stroke-width:1}.panel-plot .zero{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:4 3}
.panel-plot .bar{stroke:var(--ink);stroke-width:2.5;fill:none}.panel-plot .mean{fill:var(--ink)}
.panel-plot .band{fill:var(--faint);fill-opacity:0.13}
.panel progress{width:100%;height:8px;accent-color:var(--mark)}
.panel-state{font-size:13.5px;color:var(--faint);margin:4px 0;min-height:1.45em;font-variant-numeric:tabular-nums}
.panel-alarm:empty,.panel-fault:empty,.panel-copied:empty{display:none}
.panel-alarm,.panel-fault{border-left:4px solid var(--alarm);background:var(--soft);padding:8px 12px;font-size:14.5px;margin:8px 0;overflow-wrap:anywhere}
.panel-heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.panel-text{width:100%;font:13px ui-monospace,SFMono-Regular,Menlo,"DejaVu Sans Mono",monospace}.panel-copied{font-size:14px;margin:6px 0 4px}
.panel-worlds{margin:10px 0}
.panel-drop input{display:block;margin-top:6px;max-width:100%}.panel-drop{border:2px dashed var(--faint);border-radius:8px;padding:10px 14px;margin:8px 0;font-size:14.5px}.panel-drop[data-over=true]{border-color:var(--mark);background:var(--soft)}
@media (max-width:820px){.panel-body{grid-template:"set" "answer" "pass" "more" / minmax(0,1fr)}.panel-sentence{font-size:18px}}
@media print{.panel{display:none}}
`;
