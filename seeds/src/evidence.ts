import type { EvidenceKind } from '@tilik/db/vocabulary';
import type { Day } from '@tilik/server/inside/day.ts';
import type { PlannedActivity } from './activities.ts';
import type { ChannelId } from './plan.ts';

interface Theme {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly definition: string;
}

/** The codebook: what the study this programme starts from met in its interviews, and what the section added. */
export const themes: readonly Theme[] = [
  {
    id: 'kurang-tahu',
    name: 'Belum tahu ada e-paspor',
    nameEn: 'Does not know of the e-passport',
    definition: 'Menyatakan baru mendengar e-paspor, atau mengira hanya ada satu jenis paspor.',
  },
  { id: 'biaya', name: 'Biaya', nameEn: 'Cost', definition: 'Harga, selisih dengan paspor biasa, mahal atau murah.' },
  {
    id: 'persyaratan',
    name: 'Persyaratan',
    nameEn: 'Requirements',
    definition: 'Dokumen yang diminta, kelengkapan, prosedur.',
  },
  {
    id: 'manfaat',
    name: 'Manfaat',
    nameEn: 'Benefits',
    definition: 'Bebas visa, autogate, keamanan; juga bila tidak dirasakan.',
  },
  {
    id: 'lama-pengurusan',
    name: 'Lama pengurusan',
    nameEn: 'Waiting time',
    definition: 'Hari dari permohonan sampai paspor diterima.',
  },
  {
    id: 'kepercayaan',
    name: 'Kepercayaan dan keamanan data',
    nameEn: 'Trust and data security',
    definition: 'Cip, pemalsuan, data pribadi.',
  },
  {
    id: 'saluran-informasi',
    name: 'Saluran informasi',
    nameEn: 'Channel of information',
    definition: 'Dari mana informasi didapat atau dicari.',
  },
  {
    id: 'kendala-petugas',
    name: 'Kendala petugas',
    nameEn: 'Difficulties of the staff',
    definition: 'Waktu, tenaga, alat, atau anggaran seksi.',
  },
  {
    id: 'keputusan-rombongan',
    name: 'Diputuskan oleh rombongan',
    nameEn: 'Decided by the group',
    definition: 'Biro, ketua rombongan, atau kantor yang menentukan jenis paspor, bukan pemohon.',
  },
];

interface Note {
  /** The day it was noted; that of the activity where it was taken at one. */
  readonly on: Day;
  readonly kind: EvidenceKind;
  readonly title: string;
  readonly content: string;
  readonly themes: readonly string[];
  /** A role, never a name. */
  readonly informant: string | null;
  readonly campaign?: string;
  readonly channel?: ChannelId;
  /** Which of the campaign's activities on the channel it was taken at, from 0. */
  readonly activity?: number;
}

/** Made up, as everything here; no person stands behind any of them. */
const notes: readonly Note[] = [
  {
    on: '2019-12-12',
    kind: 'observation',
    title: 'Pekan pertama layanan e-paspor di loket',
    content:
      'Sebagian besar pemohon yang ditawari e-paspor bertanya dahulu apa bedanya. Petugas menjelaskan dengan contoh buku; antrean bertambah panjang karena penjelasan diulang di setiap loket.',
    themes: ['kurang-tahu', 'kendala-petugas'],
    informant: null,
    campaign: 'peluncuran-e-paspor-2019',
  },
  {
    on: '2019-12-19',
    kind: 'interview',
    title: 'Wawancara pemohon: memilih paspor biasa',
    content:
      'Pemohon mengetahui e-paspor dari Instagram kantor, tetapi tetap memilih paspor biasa. Selisih biayanya dianggap besar untuk satu kali perjalanan, dan waktu tunggu hampir dua pekan terlalu lama.',
    themes: ['biaya', 'lama-pengurusan', 'saluran-informasi'],
    informant: 'Pemohon perorangan',
    campaign: 'peluncuran-e-paspor-2019',
    channel: 'instagram',
  },
  {
    on: '2020-01-15',
    kind: 'document',
    title: 'Notulen forum peluncuran',
    content:
      'Peserta forum meminta lembar perbandingan satu halaman. Disepakati menyusun brosur berisi manfaat, biaya, dan syarat dalam satu tabel.',
    themes: ['manfaat', 'biaya'],
    informant: null,
    campaign: 'peluncuran-e-paspor-2019',
    channel: 'forum',
    activity: 0,
  },
  {
    on: '2020-02-27',
    kind: 'observation',
    title: 'Sesi tanya jawab di kampus',
    content:
      'Pertanyaan mahasiswa berkisar pada syarat bagi yang belum berpenghasilan dan apakah e-paspor membantu permohonan visa pelajar. Hanya sedikit yang tahu e-paspor sebelum acara.',
    themes: ['kurang-tahu', 'persyaratan', 'manfaat'],
    informant: null,
    campaign: 'sosialisasi-kampus-2020',
    channel: 'field-outreach',
    activity: 1,
  },
  {
    on: '2020-03-26',
    kind: 'document',
    title: 'Catatan pembatalan pameran layanan',
    content:
      'Pameran di pusat perbelanjaan dibatalkan karena layanan ditutup. Anggaran dialihkan untuk informasi daring.',
    themes: ['kendala-petugas'],
    informant: null,
    campaign: 'pameran-layanan-2020',
  },
  {
    on: '2021-09-23',
    kind: 'interview',
    title: 'Wawancara pelaku usaha setelah forum',
    content:
      'Pelaku usaha sering bepergian dan tertarik pada autogate. Ia akan beralih ke e-paspor saat paspor lamanya habis, dan meminta informasi dikirim melalui asosiasi, bukan hanya media sosial.',
    themes: ['manfaat', 'saluran-informasi'],
    informant: 'Pelaku usaha',
    campaign: 'forum-pengusaha-2021',
    channel: 'forum',
    activity: 1,
  },
  {
    on: '2021-10-14',
    kind: 'observation',
    title: 'Forum daring: pertanyaan tentang keamanan data',
    content:
      'Beberapa peserta khawatir data di dalam cip dapat dibaca orang lain. Penjelasan tentang kunci pembaca menenangkan sebagian peserta; dua peserta meminta tautan rujukan.',
    themes: ['kepercayaan'],
    informant: null,
    campaign: 'forum-pengusaha-2021',
    channel: 'forum',
    activity: 2,
  },
  {
    on: '2022-07-14',
    kind: 'interview',
    title: 'Wawancara pembimbing rombongan umrah',
    content:
      'Jenis paspor ditentukan bersama demi keseragaman harga paket. Paspor biasa dipilih karena lebih murah dan cukup untuk satu kali perjalanan; manfaat e-paspor tidak dirasakan jemaah.',
    themes: ['keputusan-rombongan', 'biaya', 'manfaat'],
    informant: 'Pembimbing rombongan',
    campaign: 'sosialisasi-jemaah-2022',
    channel: 'field-outreach',
    activity: 1,
  },
  {
    on: '2022-08-11',
    kind: 'observation',
    title: 'Sosialisasi bagi calon jemaah: materi habis',
    content:
      'Peserta lebih banyak dari perkiraan dan brosur habis sebelum sesi kedua. Kebanyakan pertanyaan tentang penambahan nama dan kelengkapan dokumen, bukan tentang jenis paspor.',
    themes: ['persyaratan', 'kendala-petugas'],
    informant: null,
    campaign: 'sosialisasi-jemaah-2022',
    channel: 'field-outreach',
    activity: 4,
  },
  {
    on: '2022-11-08',
    kind: 'observation',
    title: 'Loket penuh rombongan umrah',
    content:
      'Lebih dari separuh antrean pagi adalah rombongan umrah. Hampir semuanya memohon paspor biasa, seperti rombongan tahun-tahun sebelumnya; pemohon wisata tetap memilih seperti biasa.',
    themes: ['keputusan-rombongan'],
    informant: null,
  },
  {
    on: '2023-03-02',
    kind: 'document',
    title: 'Pemberitahuan blangko e-paspor terbatas',
    content:
      'Loket diminta memberi tahu pemohon bahwa e-paspor dapat lebih lama selesai. Pemohon yang berangkat dalam sebulan disarankan memilih paspor biasa.',
    themes: ['lama-pengurusan'],
    informant: null,
  },
  {
    on: '2023-06-20',
    kind: 'interview',
    title: 'Wawancara pemohon yang beralih ke e-paspor',
    content:
      'Pemohon melihat unggahan tentang autogate dan bebas visa, lalu mencari syaratnya di situs web. Ia semula akan memperpanjang paspor biasa.',
    themes: ['manfaat', 'saluran-informasi'],
    informant: 'Pemohon wisata',
    campaign: 'kenali-manfaat-2023',
    channel: 'instagram',
  },
  {
    on: '2023-07-11',
    kind: 'observation',
    title: 'Komentar pada unggahan perbandingan',
    content:
      'Pertanyaan yang paling sering muncul di kolom komentar adalah biaya dan apakah paspor lama harus habis dahulu. Balasan petugas rata-rata diberikan pada jam kerja.',
    themes: ['biaya', 'persyaratan'],
    informant: null,
    campaign: 'kenali-manfaat-2023',
    channel: 'instagram',
  },
  {
    on: '2023-08-03',
    kind: 'document',
    title: 'Evaluasi anggaran kampanye manfaat',
    content:
      'Realisasi melampaui anggaran karena produksi video bertambah dua. Disarankan menetapkan jumlah video sejak perencanaan.',
    themes: ['kendala-petugas'],
    informant: null,
    campaign: 'kenali-manfaat-2023',
  },
  {
    on: '2023-10-26',
    kind: 'interview',
    title: 'Wawancara mahasiswa peserta sosialisasi',
    content:
      'Peserta memahami manfaat e-paspor, tetapi belum berencana bepergian. Biaya menjadi pertimbangan utama karena masih bergantung pada orang tua.',
    themes: ['biaya', 'manfaat'],
    informant: 'Mahasiswa',
    campaign: 'sosialisasi-kampus-2023',
    channel: 'field-outreach',
    activity: 3,
  },
  {
    on: '2023-11-16',
    kind: 'observation',
    title: 'Antrean M-Paspor dibahas lebih lama daripada e-paspor',
    content:
      'Dua pertiga waktu tanya jawab habis untuk cara mendapatkan antrean di M-Paspor. Materi e-paspor hanya tersampaikan sebagian.',
    themes: ['persyaratan', 'kendala-petugas'],
    informant: null,
    campaign: 'sosialisasi-kampus-2023',
    channel: 'field-outreach',
    activity: 6,
  },
  {
    on: '2024-06-25',
    kind: 'observation',
    title: 'Hari-hari setelah gangguan sistem',
    content:
      'Loket didatangi pemohon yang menanyakan paspor yang tertunda. Pertanyaan daring tentang lama pengurusan berlipat; petugas menjawab dengan satu naskah yang sama.',
    themes: ['lama-pengurusan', 'kendala-petugas'],
    informant: null,
  },
  {
    on: '2024-09-12',
    kind: 'interview',
    title: 'Wawancara biro perjalanan',
    content:
      'Biro mulai menyarankan e-paspor kepada pelanggan tujuan Jepang. Kendalanya pelanggan memesan mendadak, sehingga kepastian lama pengurusan lebih penting daripada harga.',
    themes: ['manfaat', 'lama-pengurusan', 'keputusan-rombongan'],
    informant: 'Pengelola biro perjalanan',
    campaign: 'forum-pelaku-perjalanan-2024',
    channel: 'forum',
    activity: 1,
  },
  {
    on: '2024-10-03',
    kind: 'document',
    title: 'Notulen forum pelaku perjalanan',
    content:
      'Peserta meminta ringkasan syarat dalam bentuk yang dapat diteruskan melalui pesan singkat. Seksi akan menyiapkan gambar satu halaman.',
    themes: ['saluran-informasi', 'persyaratan'],
    informant: null,
    campaign: 'forum-pelaku-perjalanan-2024',
    channel: 'forum',
    activity: 3,
  },
  {
    on: '2024-12-12',
    kind: 'observation',
    title: 'Pertanyaan tarif menjelang perubahan',
    content:
      'Pertanyaan tentang tarif mendominasi semua kanal. Banyak yang mengira tarif e-paspor naik untuk semua masa berlaku, padahal yang lima tahun tetap.',
    themes: ['biaya'],
    informant: null,
    campaign: 'tarif-baru-2024',
  },
  {
    on: '2025-01-16',
    kind: 'interview',
    title: 'Wawancara pemohon setelah tarif baru',
    content:
      'Pemohon memilih e-paspor lima tahun karena biayanya kini sama dengan paspor biasa sepuluh tahun. Ia mengetahui tarif baru dari berita, bukan dari unggahan kantor.',
    themes: ['biaya', 'saluran-informasi'],
    informant: 'Pemohon keluarga',
    campaign: 'tarif-baru-2024',
  },
  {
    on: '2025-09-25',
    kind: 'interview',
    title: 'Wawancara keluarga calon pelancong',
    content:
      'Satu keluarga beralih bersama-sama setelah melihat video kampanye. Mereka menghargai penjelasan lama pengurusan yang jelas dan berharap kuota akhir pekan ditambah.',
    themes: ['manfaat', 'lama-pengurusan', 'saluran-informasi'],
    informant: 'Pemohon keluarga',
    campaign: 'e-paspor-bepergian-2025',
    channel: 'instagram',
  },
  {
    on: '2025-10-22',
    kind: 'observation',
    title: 'Konsultasi di meja informasi selama kampanye',
    content:
      'Sebagian besar yang datang sudah memutuskan e-paspor dan hanya memastikan syarat. Berbeda dengan dua tahun lalu, jarang ada yang bertanya apa itu e-paspor.',
    themes: ['persyaratan', 'kurang-tahu'],
    informant: null,
    campaign: 'e-paspor-bepergian-2025',
  },
  {
    on: '2026-04-30',
    kind: 'observation',
    title: 'Sosialisasi di kecamatan: jarak menjadi alasan',
    content:
      'Warga tertarik, tetapi jarak ke kantor dan jadwal kerja lebih menentukan daripada jenis paspor. Usulan layanan keliling disampaikan dalam tiga dari empat pertemuan.',
    themes: ['kendala-petugas', 'kurang-tahu'],
    informant: null,
    campaign: 'sosialisasi-kecamatan-2026',
    channel: 'field-outreach',
    activity: 2,
  },
  {
    on: '2026-05-21',
    kind: 'interview',
    title: 'Wawancara perangkat kecamatan',
    content:
      'Perangkat kecamatan bersedia menempel poster, tetapi informasi cepat usang. Disarankan memberi satu alamat yang selalu diperbarui.',
    themes: ['saluran-informasi'],
    informant: 'Perangkat kecamatan',
    campaign: 'sosialisasi-kecamatan-2026',
    channel: 'field-outreach',
    activity: 5,
  },
  {
    on: '2026-08-20',
    kind: 'interview',
    title: 'Wawancara keluarga pekerja di luar negeri',
    content:
      'Keluarga menanyakan perpanjangan bagi yang sedang berada di luar negeri dan keamanan data. Setelah forum, ia menilai e-paspor lebih aman dan akan menyarankannya.',
    themes: ['kepercayaan', 'manfaat', 'persyaratan'],
    informant: 'Keluarga pekerja di luar negeri',
    campaign: 'forum-diaspora-2026',
    channel: 'forum',
    activity: 1,
  },
  {
    on: '2026-11-17',
    kind: 'observation',
    title: 'Awal kampanye libur akhir tahun',
    content:
      'Pertanyaan tentang lama pengurusan mulai naik karena rencana libur. Petugas meja informasi meminta tabel tanggal terakhir yang aman untuk memohon.',
    themes: ['lama-pengurusan', 'kendala-petugas'],
    informant: null,
    campaign: 'libur-akhir-tahun-2026',
  },
];

interface PlacedNote extends Omit<Note, 'activity'> {
  readonly activity: string | null;
}

/** The notes to the last day asked for, each at its activity where it was taken at one. */
export const fieldNotes = (activities: readonly PlannedActivity[], until: Day): PlacedNote[] =>
  notes
    .map(({ activity: index, ...note }): PlacedNote => {
      const own = activities.filter(({ campaign, channel }) => campaign === note.campaign && channel === note.channel);
      const taken = index === undefined ? undefined : own[index];
      return { ...note, on: taken?.day ?? note.on, activity: taken?.id ?? null };
    })
    .filter(({ on }) => on <= until)
    .sort((one, other) => (one.on < other.on ? -1 : 1));
