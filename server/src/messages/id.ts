/** Bahasa Indonesia: what the server says to a person. Keys are stable; `{…}` are facts. */
export const id = {
  problem: {
    'bad-request': {
      title: 'Permintaan tidak dapat dipahami',
      detail: 'Periksa isian yang disebut di bawah ini, lalu kirim lagi. Tidak ada data yang berubah.',
    },
    'not-found': { title: 'Tidak ditemukan', detail: 'Alamat {path} tidak ada di sini.' },
    internal: {
      title: 'Terjadi kesalahan di pihak kami',
      detail:
        'Tidak ada data yang berubah. Coba lagi; bila terulang, sampaikan nomor permintaan {request} kepada pengelola.',
    },
    'no-such-import': {
      title: 'Impor tidak ditemukan',
      detail: 'Tidak ada impor nomor {id}. Muat ulang riwayat impor untuk melihat yang ada.',
    },
    'already-undone': {
      title: 'Sudah dibatalkan',
      detail: 'Impor nomor {id} sudah dibatalkan sebelumnya. Tidak ada yang berubah.',
    },
    'still-needed': {
      title: 'Belum dapat dibatalkan',
      detail: 'Data lain masih merujuk ke isi impor ini. Batalkan dahulu impor yang lebih baru yang memakainya.',
    },
    'no-file': { title: 'Tidak ada berkas', detail: 'Pilih satu berkas, lalu kirim lagi.' },
    'too-large': {
      title: 'Berkas terlalu besar',
      detail:
        'Berkas paling besar {limit} MB. Unduh dari platform untuk rentang waktu yang lebih pendek, lalu impor satu per satu.',
    },
    'empty-file': {
      title: 'Berkas kosong',
      detail: 'Tidak ada isi di berkas ini. Unduh ulang dari platformnya, lalu coba lagi.',
    },
    'not-a-table': {
      title: 'Ini bukan berkas tabel',
      detail: 'Isinya {kind}, bukan tabel. Impor berkas CSV atau XLSX dari platform, atau pakai templat Tilik.',
    },
    'old-excel': {
      title: 'Format Excel lama (.xls)',
      detail: 'Buka di Excel, pilih Simpan Sebagai → Buku Kerja Excel (.xlsx), lalu impor berkas .xlsx itu.',
    },
    'damaged-workbook': {
      title: 'Buku kerja rusak atau terpotong',
      detail:
        'Berkas .xlsx ini tidak dapat dibuka sampai selesai. Unduh ulang, atau simpan ulang di Excel, lalu coba lagi.',
    },
    'line-too-long': {
      title: 'Ada baris yang terlalu panjang',
      detail: 'Satu baris berisi lebih dari sejuta huruf, jadi ini bukan tabel yang utuh. Unduh ulang berkasnya.',
    },
    'quote-not-closed': {
      title: 'Tanda kutip tidak ditutup',
      detail:
        'Mulai baris {line} ada tanda kutip (") yang tidak pernah ditutup, mungkin berkas terpotong. Unduh ulang berkasnya.',
    },
    'not-recognised': {
      title: 'Berkas belum dikenali',
      detail: 'Kolom yang terbaca: {columns}. Pakai berkas asli dari platform, atau salin angkanya ke templat Tilik.',
    },
    'answer-needed': {
      title: 'Perlu satu jawaban',
      detail: 'Berkas ini tidak menyebutkan sesuatu yang diperlukan. Jawab yang ditanyakan, lalu simpan.',
    },
    'no-rows': {
      title: 'Tidak ada baris data',
      detail: 'Berkas hanya berisi judul kolom. Isi sedikitnya satu baris, lalu coba lagi.',
    },
    'nothing-to-store': {
      title: 'Tidak ada yang dapat disimpan',
      detail:
        'Dari {rows} baris, {rejected} ditolak dan {skipped} dilewati. Perbaiki baris yang disebut di bawah ini, lalu impor lagi.',
    },
    strict: {
      title: 'Tidak disimpan karena ada baris yang ditolak',
      detail:
        '{rejected} dari {rows} baris ditolak, dan Anda meminta semua atau tidak sama sekali. Tidak ada yang disimpan.',
    },
    'no-such-template': { title: 'Templat tidak ditemukan', detail: 'Templat yang ada: {known}.' },
    'unknown-office': { title: 'Kantor tidak dikenal', detail: 'Kantor {value} tidak ada. Yang ada: {known}.' },
    'window-too-long': {
      title: 'Rentang terlalu panjang',
      detail:
        'Paling banyak {limit} periode sekaligus. Pilih rentang yang lebih pendek atau satuan waktu yang lebih besar.',
    },
    'window-backwards': {
      title: 'Rentang terbalik',
      detail: 'Hari pertama {from} sesudah hari terakhir {to}. Tukar keduanya.',
    },
    'database-busy': {
      title: 'Basis data sedang dipakai',
      detail: 'Ada penyimpanan lain yang belum selesai. Tidak ada data yang berubah; coba lagi sebentar.',
    },
  },
  issue: {
    'answer-needed': 'Berkas tidak menyebutkannya. Pilih salah satu: {choices}.',
    'not-a-choice': 'Pilih salah satu: {choices}.',
    'not-valid': 'Isi ini tidak dapat dipakai.',
    'too-many-cells':
      'Baris ini punya lebih banyak sel daripada judul kolom. Angka berkoma ditulis dalam tanda kutip, atau tanpa koma.',
    missing: 'Kosong, padahal wajib diisi.',
    negative: '“{value}” negatif. Jumlah paling kecil 0.',
    fraction: '“{value}” pecahan. Jumlah orang atau interaksi harus bilangan bulat.',
    'not-a-number': '“{value}” bukan angka.',
    'too-large': '“{value}” terlalu besar untuk dipercaya. Periksa angkanya.',
    'not-a-day': '“{value}” bukan tanggal yang dikenali. Tulis seperti 2026-01-31 atau 31/01/2026.',
    'not-a-time': '“{value}” bukan waktu yang dikenali.',
    'no-such-day': 'Tanggal “{value}” tidak ada di kalender.',
    'in-future': '“{value}” sesudah hari ini ({today}).',
    'published-after-snapshot':
      'Terbit {publishedOn}, sesudah hari potret {snapshotOn}. Periksa tanggal pengambilan berkas.',
    'not-a-permalink': '“{value}” bukan tautan unggahan Instagram.',
    'unknown-office': 'Kantor “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-channel': 'Kanal “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-metric': 'Metrik “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-passport-type': 'Jenis paspor “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-purpose': 'Tujuan “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-source': 'Sumber informasi “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-approach': 'Pendekatan “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-audience': 'Khalayak “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-topic': 'Topik “{value}” tidak dikenal. Yang ada: {known}.',
    'unknown-event-kind': 'Jenis peristiwa “{value}” tidak dikenal. Yang ada: {known}.',
    'not-yes-or-no': 'Tulis ya atau tidak.',
    'ends-before-start': 'Selesai {to}, sebelum mulai {from}.',
    'contradicts-line': 'Baris {line} sudah memberi angka lain untuk hal yang sama. Sisakan satu yang benar.',
    'missing-column': 'Kolom ini tidak ada. Dengan kolom ini berkas dikenali sebagai {format}.',
    'ignored-columns': '{count} kolom tidak dikenal dan tidak disimpan: {names}.',
    'ignored-sections': '{count} bagian tidak dikenal dan tidak disimpan: {names}.',
    'ignored-sheet': 'Lembar “{name}” tidak dikenali dan tidak disimpan.',
    'not-reported': '{count} baris tanpa angka dilewati: tidak dilaporkan, bukan nol.',
    'said-before': '{count} baris kembar dilewati.',
    'unknown-section': '{count} baris dari bagian yang tidak dikenal dilewati.',
  },
  csv: { line: 'baris', field: 'kolom', reason: 'alasan', original: 'baris_asli' },
  api: {
    title: 'Antarmuka program (API) Tilik',
    description: 'Semua angka di halaman Tilik dapat diambil dari sini, sebagai JSON atau CSV.',
    parameters: 'Parameter',
    answers: 'Jawaban',
    body: 'Isi permintaan',
    required: 'wajib',
    document: 'Dokumen OpenAPI 3.1',
  },
};
