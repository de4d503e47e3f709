import type { Day } from '@tilik/server/inside/day.ts';
import { type Dice, oneOf } from './dice.ts';

interface CaptionText {
  readonly topic: string;
  /** First and last day on which the text is true. */
  readonly from?: Day;
  readonly to?: Day;
  readonly text: string;
}

const launch: Day = '2019-12-06';
const queueApplication: Day = '2022-01-26';
const tenYears: Day = '2022-10-12';
const newFees: Day = '2024-12-17';

const texts: readonly CaptionText[] = [
  {
    topic: 'requirements',
    to: '2019-12-05',
    text: '📄 Mau membuat paspor?\n\nSiapkan KTP elektronik, kartu keluarga, dan akta kelahiran atau ijazah. Bawa dokumen asli beserta salinannya.',
  },
  {
    topic: 'procedure',
    to: '2019-12-05',
    text: '🕗 Ambil nomor antrean dari rumah.\n\nKuota antrean dibuka setiap pekan. Datang sesuai jadwal agar layanan berjalan lancar.',
  },
  {
    topic: 'other',
    to: '2019-12-05',
    text: '🕋 Akan berangkat umrah?\n\nUrus paspor paling lambat dua bulan sebelum keberangkatan agar tidak terburu-buru.',
  },
  {
    topic: 'benefits',
    from: launch,
    text: '✨ Kenapa memilih e-paspor?\n\n✅ Data tersimpan dalam cip\n✅ Lebih sulit dipalsukan\n✅ Dapat melalui pintu pemeriksaan otomatis di bandara',
  },
  {
    topic: 'benefits',
    from: launch,
    text: '🛂 Antre panjang di bandara?\n\nDengan e-paspor, pemeriksaan keimigrasian dapat melalui autogate. Perjalanan lebih cepat dan nyaman.',
  },
  {
    topic: 'difference',
    from: launch,
    text: '🤔 Apa beda e-paspor dengan paspor biasa?\n\n📘 Paspor biasa: data tercetak pada buku\n📗 E-paspor: data tercetak dan tersimpan dalam cip\n\nKeduanya sah untuk bepergian ke luar negeri.',
  },
  {
    topic: 'cost',
    from: launch,
    to: '2024-12-16',
    text: '💰 Berapa biaya e-paspor?\n\nRp650.000 untuk e-paspor 48 halaman. Biaya dibayar melalui bank, kantor pos, atau lokapasar. Tidak ada biaya tambahan di loket.',
  },
  {
    topic: 'cost',
    from: newFees,
    text: '💰 Tarif paspor terbaru\n\n📘 Paspor biasa: Rp350.000 (5 tahun), Rp650.000 (10 tahun)\n📗 E-paspor: Rp650.000 (5 tahun), Rp950.000 (10 tahun)\n\nBerlaku sejak 17 Desember 2024 sesuai PP 45/2024.',
  },
  {
    topic: 'requirements',
    from: launch,
    text: '📄 Syarat e-paspor sama dengan paspor biasa.\n\n1️⃣ KTP elektronik\n2️⃣ Kartu keluarga\n3️⃣ Akta kelahiran, ijazah, atau buku nikah\n4️⃣ Paspor lama bagi yang mengganti',
  },
  {
    topic: 'procedure',
    from: launch,
    to: '2022-01-25',
    text: '📱 Cara mengajukan e-paspor\n\n1️⃣ Ambil nomor antrean daring\n2️⃣ Datang sesuai jadwal\n3️⃣ Foto, sidik jari, dan wawancara\n4️⃣ Bayar\n5️⃣ Ambil paspor',
  },
  {
    topic: 'procedure',
    from: queueApplication,
    text: '📱 Ajukan e-paspor melalui M-Paspor\n\n1️⃣ Unduh aplikasi M-Paspor\n2️⃣ Unggah dokumen dan pilih jadwal\n3️⃣ Bayar\n4️⃣ Datang untuk foto, sidik jari, dan wawancara',
  },
  {
    topic: 'waiting-time',
    from: launch,
    text: '⏳ Berapa lama e-paspor selesai?\n\nLama pengurusan bergantung pada kelengkapan dokumen dan ketersediaan blangko. Ajukan jauh hari sebelum tanggal berangkat.',
  },
  {
    topic: 'security-features',
    from: launch,
    text: '🔐 Lebih aman dengan cip\n\nCip pada e-paspor menyimpan foto wajah dan sidik jari pemegangnya, sehingga lebih sulit disalahgunakan.',
  },
  {
    topic: 'security-features',
    from: '2024-04-30',
    text: '🆕 E-paspor polikarbonat kini tersedia.\n\nLembar data terbuat dari polikarbonat yang lebih kuat dan lebih sulit dipalsukan.',
  },
  {
    topic: 'visa-free',
    from: launch,
    text: '✈️ Pemegang e-paspor dapat mendaftar bebas visa kunjungan singkat ke Jepang.\n\nDaftarkan e-paspor ke perwakilan Jepang sebelum berangkat, ya.',
  },
  {
    topic: 'other',
    from: tenYears,
    text: '📅 Masa berlaku paspor kini sampai 10 tahun bagi warga dewasa.\n\nPemohon berusia di bawah 17 tahun tetap memperoleh paspor 5 tahun.',
  },
  {
    topic: 'other',
    from: '2020-03-20',
    to: '2021-12-31',
    text: '😷 Jaga kesehatan bersama.\n\nKenakan masker, jaga jarak, dan datang sesuai jadwal. Informasi layanan diperbarui melalui akun ini.',
  },
  {
    topic: 'other',
    from: '2022-01-01',
    text: '💬 Ada pertanyaan seputar paspor?\n\nTulis di kolom komentar atau datang ke meja informasi pada jam layanan. Petugas kami siap membantu.',
  },
];

const closings = [
  'Simpan unggahan ini dan bagikan kepada keluarga 🙌',
  'Sudah punya e-paspor? Ceritakan di kolom komentar 👇',
  'Layanan ramah, bebas calo 🤝',
  'Informasi lengkap tersedia di situs web kami 🌐',
  '',
];

const hashtags = [
  '#imigrasi #epaspor #paspor',
  '#epaspor #pasporelektronik #layananimigrasi #datacontoh',
  '#imigrasi #bandung #epaspor #infopaspor',
  '#paspor #infoimigrasi #datacontoh',
];

/**
 * What a post made on that day is about and what stands under it: one of the topics where a true text can be had, else
 * any. A campaign's own hashtag stands last.
 */
export function caption(
  dice: Dice,
  day: Day,
  topics: readonly string[],
  campaignHashtag?: string,
): { readonly topic: string; readonly text: string } {
  const known = texts.filter(({ from, to }) => (from === undefined || day >= from) && (to === undefined || day <= to));
  const fitting = known.filter(({ topic }) => topics.includes(topic));
  const { topic, text } = oneOf(dice, fitting.length > 0 ? fitting : known);
  const parts = [text, oneOf(dice, closings), oneOf(dice, hashtags)].filter((part) => part !== '');
  return { topic, text: `${parts.join('\n\n')}${campaignHashtag === undefined ? '' : ` #${campaignHashtag}`}` };
}
