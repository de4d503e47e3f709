import type { Channel, Office } from './schema/index.ts';

/** What a new database starts with: the office, those it is compared with, and the channels of the programme. */
export const firstOffices: Office[] = [
  {
    id: 'bandung',
    name: 'Kantor Imigrasi Kelas I TPI Bandung',
    role: 'ours',
    zone: 'Asia/Jakarta',
    launchedOn: '2019-12-06',
    aliases: ['kanim bandung', 'kantor imigrasi bandung', 'kanim kelas i tpi bandung', 'imigrasi bandung'],
  },
  {
    id: 'jakarta-pusat',
    name: 'Kantor Imigrasi Kelas I Khusus Non TPI Jakarta Pusat',
    role: 'comparison',
    zone: 'Asia/Jakarta',
    launchedOn: null,
    aliases: ['jakarta pusat', 'kanim jakarta pusat', 'kantor imigrasi jakarta pusat', 'jakarta'],
  },
  {
    id: 'surabaya',
    name: 'Kantor Imigrasi Kelas I Khusus TPI Surabaya',
    role: 'comparison',
    zone: 'Asia/Jakarta',
    launchedOn: null,
    aliases: ['kanim surabaya', 'kantor imigrasi surabaya'],
  },
  {
    id: 'batam',
    name: 'Kantor Imigrasi Kelas I Khusus TPI Batam',
    role: 'comparison',
    zone: 'Asia/Jakarta',
    launchedOn: null,
    aliases: ['kanim batam', 'kantor imigrasi batam'],
  },
];

export const firstChannels: Channel[] = [
  { id: 'instagram', nameId: 'Instagram', nameEn: 'Instagram', kind: 'social', position: 1, aliases: ['ig'] },
  {
    id: 'x',
    nameId: 'X (Twitter)',
    nameEn: 'X (Twitter)',
    kind: 'social',
    position: 2,
    aliases: ['twitter', 'x/twitter', 'x (formerly twitter)'],
  },
  { id: 'facebook', nameId: 'Facebook', nameEn: 'Facebook', kind: 'social', position: 3, aliases: ['fb'] },
  {
    id: 'website',
    nameId: 'Situs web',
    nameEn: 'Website',
    kind: 'web',
    position: 4,
    aliases: ['web', 'situs', 'laman', 'site'],
  },
  {
    id: 'field-outreach',
    nameId: 'Sosialisasi lapangan',
    nameEn: 'Field outreach',
    kind: 'face-to-face',
    position: 5,
    aliases: ['sosialisasi', 'lapangan', 'field_outreach', 'outreach'],
  },
  {
    id: 'forum',
    nameId: 'Forum diseminasi',
    nameEn: 'Discussion forum',
    kind: 'face-to-face',
    position: 6,
    aliases: ['diseminasi', 'forum diskusi'],
  },
];
