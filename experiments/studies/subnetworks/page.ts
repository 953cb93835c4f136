import type { ModelPage } from '../../report/models/modelPage.ts';

export const subnetworksPage: ModelPage = {};
