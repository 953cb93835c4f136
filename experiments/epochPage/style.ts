/** The style of the page of an epoch, in the colours of the shell. */
export const epochStyle = `
main:has(>.epoch){max-width:1320px}
.epoch{--less:light-dark(#b3261e,#ff8a80);--page:var(--paper,#fff)}
.epoch .epoch-body{display:grid;grid-template:"answer answer" auto "set results" auto "set more" 1fr / minmax(270px,330px) minmax(0,1fr);gap:0 34px;margin-top:4px}
.epoch-answer{grid-area:answer;position:sticky;top:0;z-index:2;background:var(--paper,#fff);padding:8px 0 6px;border-bottom:1px solid var(--hair);margin-bottom:14px;max-width:none}
.epoch .epoch-answer .panel-sentence{font-size:18px;margin:0;min-height:2.8em;max-width:none;text-wrap:pretty}.epoch .epoch-answer .panel-state{margin:2px 0 0}
.epoch-set{grid-area:set;position:sticky;top:112px;max-height:calc(100vh - 124px);overflow-y:auto;padding-right:6px}
.epoch-results{grid-area:results;min-width:0}.epoch-more{grid-area:more;min-width:0}
.epoch-part{margin:0 0 34px}.epoch h3{font-size:18px;margin:0 0 10px}.epoch h4{font-size:15px;margin:16px 0 6px}
.epoch-list{margin:6px 0;font-size:15px;position:relative}.epoch-list select{display:block;width:100%}.epoch-list label{display:block}
.epoch-bar{display:flex;flex-wrap:wrap;gap:6px 20px;align-items:end;margin:8px 0}.epoch-bar .epoch-list{margin:0;min-width:0;max-width:100%}.epoch-bar>label{font-size:15px;padding-bottom:8px}
.epoch select{max-width:100%;min-height:34px}
.epoch .panel-drop{margin-top:16px}.epoch .table{margin:6px 0 10px;max-height:620px;overflow:auto}
.epoch-caption{color:var(--faint);font-size:13.5px;margin:0 0 6px;position:sticky;left:0}.epoch tbody th{position:sticky;left:0;background:var(--paper,#fff);padding-right:14px}
.epoch-key{color:var(--faint);font-weight:400;white-space:nowrap;cursor:help;text-decoration:underline dotted 1px;text-underline-offset:3px}.panel-sentence .epoch-key{font-size:0.86em}tbody .epoch-key{display:block;width:max-content}
.epoch-tip{position:fixed;z-index:9;max-width:calc(100vw - 16px);overflow-wrap:anywhere;white-space:normal;font-family:ui-monospace,SFMono-Regular,Menlo,"DejaVu Sans Mono",monospace}
.epoch-found{list-style:none;padding:0;margin:6px 0 0;font-size:14.5px}.epoch-found li>span:first-child{display:block}.epoch .epoch-found button.epoch-undo{margin:2px 8px 4px 0}.epoch-found:empty{display:none}
.epoch-said{display:flex;flex-wrap:wrap;align-items:center;gap:0 20px}.epoch-pin{font-size:13.5px;color:var(--faint);margin:2px 0 0}.epoch-pin span{margin-right:8px}.epoch .epoch-pin button{min-height:28px;padding:2px 9px;margin:0 8px 0 0;font-size:13.5px}.epoch button[aria-disabled=true]{color:var(--faint);border-color:var(--hair);cursor:default}
.epoch-pinned{border-top:1px solid var(--hair);margin-top:10px;padding-top:8px}.epoch-pinned ul{margin:0 0 6px;padding-left:18px;font-size:14.5px}
td .epoch-more{font-weight:600;color:var(--mark)}td .epoch-less{font-weight:600;color:var(--less)}td .epoch-same{color:var(--faint)}
.epoch-plot{overflow:hidden;margin:0 0 10px}.epoch-svg{display:block;max-width:100%}
.epoch-svg text{font-family:inherit}.epoch-svg .ink{fill:var(--ink)}.epoch-svg .faint{fill:var(--faint)}
.epoch-svg .halo{paint-order:stroke;stroke:var(--paper,#fff);stroke-width:4px;stroke-linejoin:round}
.epoch-svg .grid{stroke:var(--hair);stroke-width:1}.epoch-svg .axis{stroke:var(--faint);stroke-width:1}
.epoch-svg .gain,.epoch-svg .kept{fill:var(--mark)}
.epoch-svg .loss{fill:var(--paper,#fff);stroke:var(--less);stroke-width:1}
.epoch-svg .cut{fill:url(#epoch-cut);stroke:var(--faint);stroke-width:0.5}
.epoch-svg .cut-ground{fill:var(--paper,#fff)}.epoch-svg .cut-line{stroke:var(--faint);stroke-width:2.5}
.epoch-svg .kappa{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:4 3;fill:none}
.epoch-svg .consensus{stroke:var(--ink);stroke-width:2;fill:none}
.epoch-svg .course{stroke:var(--mark);stroke-width:2;fill:none}
.epoch-heat{overflow-x:auto;border:1px solid var(--hair);border-radius:4px;max-width:100%}.epoch-heat canvas{display:block;cursor:crosshair}
.epoch-heat-words{min-height:1.45em}
.epoch-made ul{margin:0 0 8px;padding-left:18px;font-size:14.5px}.epoch button.epoch-undo{min-height:28px;padding:2px 8px;margin:0;font-size:13.5px}
.epoch-why:empty{display:none}.epoch-why{border-left:3px solid var(--faint);padding-left:8px}
@media (max-width:900px){
.epoch .epoch-body{grid-template:"answer" "set" "results" "more" / minmax(0,1fr)}
.epoch-set{position:static;max-height:none;overflow:visible;padding:0}
.epoch .epoch-answer .panel-sentence{font-size:15px;line-height:1.35;min-height:4.1em}
}
@media (max-width:640px){.epoch .epoch-answer .panel-state{font-size:12px}.epoch .epoch-answer .panel-sentence{font-size:14px}}
@media (max-height:600px){.epoch-answer{position:static}}
@media print{.panel.epoch{display:block}.epoch-set,.epoch-more,.epoch-bar{display:none}.epoch-answer{position:static}.epoch .epoch-body{display:block}}
`;
