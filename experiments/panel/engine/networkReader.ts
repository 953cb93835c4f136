import { ownNetwork } from '../ownNetwork.ts';

/** The scope of a worker, where the engine finds what reads the file of a network. */
declare const self: { readNetwork?: typeof ownNetwork };

/** Apart from the engine: a page reads a file of one's own seldom, and the first dot waits for every line of the engine. */
self.readNetwork = ownNetwork;
