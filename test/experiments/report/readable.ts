/** The most words that an answer has. */
const mostWords = 35;

/** Words of statistics and of this laboratory that a voter need not know, and words in which the better side cannot be heard. */
const jargon =
  /\b(?:simultaneous|inner|outer|MSER|bootstrap|Sidak|Bonferroni|max-t|Student|paired|margin|quantile|seeds?|cells?|status quo|quality|objective|lower is better|higher is better)\b/i;

/** Sentences that say that there is nothing to put a number to. */
const withoutNumbers =
  /does nothing|does anything|does not move|Nothing was measured|Nothing can be compared|names no measure|nothing is decided, as|Change nothing: every search|Not decided: (?:at least|more than a quarter)|No steady answer/;

const interval = /\d ± \d|\[−?\d[\d.,]*, −?\d[\d.,]*\]|\[\d[\d.]* … \d[\d.]*\]/;
const unit =
  /nats|% \[|% of|times honest pay|dollars|changes of device|of emission|per 100|blocks|samples|rank correlation|thousandths/;

/** Two negations in one clause, which a reader has to undo. */
const doubleNegative =
  /\b(?:not|no|never|none|nothing)\b[^,;:.()]*\b(?:not|no|never|none|nothing|unless|excluded|unprofitable|unlikely)\b/i;

/** What is wrong with a sentence as the answer of a page, for a voter who reads nothing else; nothing where all is well. */
export function faultsOf(answer: string, { isComputed = false } = {}): string[] {
  const prose = answer.replaceAll(/`[^`]*`/g, 'x');
  const words = answer.split(/\s+/).length;
  const faults: readonly (readonly [boolean, string])[] = [
    [words > mostWords, `${words} words`],
    [!/^[A-Zκρ`“0-9]/.test(answer) || !answer.endsWith('.'), 'no whole sentence'],
    [/[.!?] +[A-Z]/.test(prose), 'more than one sentence'],
    [jargon.test(prose), `jargon: ${jargon.exec(prose)?.[0]}`],
    [/\bnats\b/.test(prose) && !/\bloss\b/.test(prose), 'nats of nothing'],
    [doubleNegative.test(prose), `a double negative: ${doubleNegative.exec(prose)?.[0]}`],
    [/\*\*|undefined|NaN|Infinity|null/.test(answer), 'marks or missing values'],
    [/(?<![\w.)])\.\d/.test(prose), 'a decimal without its zero'],
    [!isComputed && !withoutNumbers.test(answer) && !interval.test(answer), 'no interval'],
    [!isComputed && interval.test(answer) && !unit.test(answer), 'no unit'],
    [isComputed && !/\d/.test(answer), 'no number'],
  ];
  return faults.flatMap(([isFault, what]) => (isFault ? [`${what}: ${answer}`] : []));
}
