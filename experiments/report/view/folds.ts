/** What is folded opens for a link that leads into it, and for print. */
export function startFolds(): void {
  openFor(location.hash);
  addEventListener('hashchange', () => openFor(location.hash));
  // A link to the section that the address already names changes no address.
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]'))
    link.addEventListener('click', () => openFor(link.hash));
  let opened: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
    for (const one of opened) one.open = true;
  });
  addEventListener('afterprint', () => {
    for (const one of opened) one.open = false;
  });
}

function openFor(hash: string): void {
  const target = hash.length > 1 ? document.getElementById(decoded(hash.slice(1))) : null;
  if (target === null) return;
  const own = target.querySelector('details');
  if (own !== null) own.open = true;
  for (let at = target.parentElement; at !== null; at = at.parentElement)
    if (at instanceof HTMLDetailsElement) at.open = true;
  target.scrollIntoView();
}

/** An address can hold what no page wrote. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
