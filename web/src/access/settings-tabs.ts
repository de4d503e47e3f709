import type { Act } from '../session.ts';

/** The tabs of the page of settings; one is shown to those who may see what it asks first. */
export const settingsTabs = [
  { tab: 'kantor', title: 'lists.offices', act: 'seeOffices' },
  { tab: 'kanal', title: 'lists.channels', act: 'seeChannelList' },
  { tab: 'kata', title: 'lists.words.title', act: 'keepWord' },
  { tab: 'tarif', title: 'service.fees.title', act: 'writeRecords' },
  { tab: 'sasaran', title: 'targets.title', act: 'writeRecords' },
  { tab: 'laporan', title: 'reports.title', act: 'seeReportSettings' },
  { tab: 'orang', title: 'access.settings.tabs.orang', act: 'seePeople' },
  { tab: 'kunci', title: 'access.settings.tabs.kunci', act: 'seeKeys' },
  { tab: 'tautan', title: 'access.settings.tabs.tautan', act: 'seeShares' },
  { tab: 'jejak', title: 'access.settings.tabs.jejak', act: 'seeAudit' },
] as const satisfies readonly { tab: string; title: string; act: Act }[];
export type SettingsTab = (typeof settingsTabs)[number]['tab'];
