import type { Db } from '@tilik/db/open';
import type { Actor } from '@tilik/server/inside/access/actor.ts';
import { createApp } from '@tilik/server/inside/app.ts';
import { addDays, addMonths, type Day, firstOfMonth, weekday } from '@tilik/server/inside/day.ts';
import { endOf } from './calendar.ts';
import { bandung } from './offices.ts';

/** So many months have an approved report; that of the last finished month is still in work. */
const approvedMonths = 24;

const held = (role: 'administrator' | 'kepala' | 'petugas', name: string): Actor => ({
  id: `system:${role}-contoh`,
  name: `${name} (contoh)`,
  role,
  officeId: role === 'administrator' ? null : bandung.id,
});
/** Offices held, not persons. */
const administrator = held('administrator', 'Administrator');
const head = held('kepala', 'Kepala seksi');
const officer = held('petugas', 'Petugas');

/** What the section adds to the figures of a month; each is of other months than the one before it. */
const remarks = [
  'Unggahan yang menjawab pertanyaan **biaya** paling sering disimpan. Bulan depan seksi menyiapkan jawaban tetap untuk pertanyaan itu.',
  'Petugas loket mencatat bahwa banyak pemohon baru mendengar tentang e-paspor saat mengambil antrean. Brosur di ruang tunggu ditambah.',
  'Kegiatan lapangan berjalan sesuai rencana:\n\n- materi dibagikan di setiap kegiatan;\n- pertanyaan dicatat di tempat.',
  'Angka bulan ini dibahas dengan seksi pelayanan. *Waktu tunggu* masih menjadi alasan yang paling sering disebut pemohon paspor biasa.',
  'Tidak ada gangguan layanan yang dilaporkan. Rencana kampanye berikutnya disusun bersama subseksi informasi.',
];

const remarksOf = (index: number): string => remarks[index % remarks.length] ?? '';

/** The so-manieth day from Monday to Friday of a month. */
export function workingDay(monthOn: Day, count: number): Day {
  let day = monthOn;
  for (let left = count; ; day = addDays(day, 1)) {
    if (weekday(day) <= 5) left -= 1;
    if (left === 0) return day;
  }
}

/**
 * Drafts, reads and approves the reports of the closed months, each in the first working days of the month after it, as
 * an office does; one is revised. The report of the last finished month, which is not closed, is a draft with a comment.
 */
export async function approveReports(db: Db, until: Day): Promise<void> {
  let clock = '';
  let speaker = administrator;
  const app = createApp({ db, now: () => new Date(clock), identify: async () => speaker });
  const ask = async <Answer = { readonly id: string }>(
    actor: Actor,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: object,
  ): Promise<Answer> => {
    speaker = actor;
    const response = await app.request(`/api/v1/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  const on = (day: Day, hour: number) => {
    clock = `${day}T0${hour}:00:00Z`;
  };
  const lastFinished = addMonths(firstOfMonth(addDays(until, 1)), -1);
  const first = addMonths(lastFinished, -approvedMonths);

  on(workingDay(first, 1), 2);
  await ask(administrator, 'PUT', `report-settings?office=${bandung.id}`, {
    letterhead: [
      'KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN (CONTOH)',
      'KANTOR IMIGRASI KELAS I TPI BANDUNG',
      'Bandung, Jawa Barat',
    ],
    place: 'Bandung',
    signatoryTitle: 'Kepala Seksi Teknologi Informasi dan Komunikasi Keimigrasian',
    signatoryName: null,
    numberPattern: 'W11.IMI.1-HM.01.02-{n}/{month}/{year}',
    recipients: [],
    webhookUrl: null,
    draftsByItself: true,
  });

  /** Reads it as it stands and passes it on. */
  const pass = async (actor: Actor, act: 'review' | 'approve', id: string) => {
    const { contentHash } = await ask<{ contentHash: string }>(actor, 'GET', `reports/${id}`);
    await ask(actor, 'POST', `reports/${id}/${act}`, { contentHash });
  };
  const draft = async (monthOn: Day, index: number): Promise<string> => {
    const { id } = await ask(officer, 'POST', 'reports', { office: bandung.id, month: monthOn.slice(0, 7) });
    await ask(officer, 'PUT', `reports/${id}/remarks`, { text: remarksOf(index) });
    return id;
  };

  for (let index = 0; index < approvedMonths; index += 1) {
    const monthOn = addMonths(first, index);
    const after = addMonths(monthOn, 1);
    on(workingDay(after, 2), 3);
    const id = await draft(monthOn, index);
    on(workingDay(after, 3), 3);
    await pass(officer, 'review', id);
    on(workingDay(after, 3), 4);
    await pass(head, 'approve', id);
    if (index !== approvedMonths - 2) continue;
    on(workingDay(after, 6), 3);
    const revision = await ask(head, 'POST', `reports/${id}/revise`, {
      reason: 'Catatan seksi dilengkapi setelah rapat bulanan (data contoh).',
    });
    const text = `${remarksOf(index)}\n\nDilengkapi setelah rapat: daftar pertanyaan masyarakat dikirim ke seksi pelayanan.`;
    await ask(officer, 'PUT', `reports/${revision.id}/remarks`, { text });
    on(workingDay(after, 7), 3);
    await pass(officer, 'review', revision.id);
    await pass(head, 'approve', revision.id);
  }

  const drafted = workingDay(addMonths(lastFinished, 1), 2);
  if (drafted <= until) on(drafted, 3);
  // The first days of a month: it is drafted as soon as there is a day after the last one with data.
  else clock = endOf(until).toISOString();
  const id = await draft(lastFinished, approvedMonths);
  await ask(head, 'POST', `reports/${id}/comments`, {
    block: 'channels',
    text: 'Mohon dijelaskan kanal mana yang belum melapor pada bulan ini (contoh).',
  });
}
