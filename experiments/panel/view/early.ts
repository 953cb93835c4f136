import { Starter } from './starter.ts';

/** Runs before the rest of the page is read, so that a worker starts meanwhile. */
window.panelStarter = new Starter(document.getElementById('panel-starter')?.textContent ?? '');
window.panelStarter.early();
