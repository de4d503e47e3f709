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
    'month-closed': {
      title: 'Bulan sudah ditutup',
      detail:
        'Impor ini memuat angka bulan {month}, yang sudah ditutup. Buka lagi bulan itu di halaman Mutu data, lalu batalkan.',
    },
    'still-needed': {
      title: 'Belum dapat dibatalkan',
      detail: 'Data lain masih merujuk ke isi impor ini. Batalkan dahulu impor yang lebih baru yang memakainya.',
    },
    'no-such-job': {
      title: 'Pekerjaan impor tidak ditemukan',
      detail: 'Impor ini sudah lama selesai atau tidak pernah ada. Lihat riwayat impor.',
    },
    interrupted: {
      title: 'Impor terputus',
      detail: 'Server berhenti saat {file} sedang disimpan. Tidak ada isinya yang tersimpan; impor lagi.',
    },
    'job-failed': {
      title: 'Terjadi kesalahan di pihak kami',
      detail:
        'Impor ini tidak selesai dan tidak ada isinya yang tersimpan. Coba lagi; bila terulang, sampaikan nomor {job} kepada pengelola.',
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
    'damaged-archive': {
      title: 'Arsip ZIP rusak atau terpotong',
      detail:
        'Arsip ini tidak dapat dibuka sampai selesai, atau dikemas dengan cara yang tidak umum. Unduh ulang, atau bongkar lalu impor berkas di dalamnya.',
    },
    'empty-archive': {
      title: 'Arsip ZIP kosong',
      detail: 'Tidak ada berkas di dalam arsip ini. Unduh ulang dari platformnya, lalu coba lagi.',
    },
    'archive-encrypted': {
      title: 'Arsip ZIP terkunci kata sandi',
      detail: 'Bongkar arsip ini dengan kata sandinya, lalu impor berkas di dalamnya.',
    },
    'archive-too-many': {
      title: 'Terlalu banyak berkas dalam arsip',
      detail: 'Arsip berisi {count} berkas, paling banyak {limit}. Bongkar, lalu impor berkas yang diperlukan saja.',
    },
    'archive-too-large': {
      title: 'Isi arsip terlalu besar',
      detail:
        'Bila dibongkar, satu berkas paling besar {limit} MB dan seluruh isi paling besar {total} MB. Bongkar, lalu impor berkas yang diperlukan saja.',
    },
    'archive-suspicious': {
      title: 'Berkas membengkak tidak wajar',
      detail:
        'Isinya menjadi lebih dari {ratio} kali lipat bila dibongkar; itu bukan berkas dari platform. Unduh ulang dari sumbernya.',
    },
    'archive-too-deep': {
      title: 'Arsip di dalam arsip',
      detail: 'Arsip ini terletak terlalu dalam di arsip lain. Bongkar dahulu, lalu impor berkas di dalamnya.',
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
      detail:
        'Kolom yang terbaca: {columns}. Pakai berkas asli dari platform, salin angkanya ke templat Tilik, atau sebutkan arti kolomnya pada pratinjau di halaman Data.',
    },
    'personal-data': {
      title: 'Berkas berisi data orang',
      detail:
        'Kolom {columns} tampak berisi data pribadi ({count} nilai). Tilik hanya menyimpan jumlah: hitung dahulu per hari atau per bulan, lalu impor jumlahnya saja. Tidak ada isi berkas ini yang disimpan.',
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
    'no-such-finding': {
      title: 'Temuan tidak ada',
      detail:
        'Tidak ada temuan {id} pada angka yang sekarang. Mungkin angkanya sudah diperbaiki; muat ulang daftarnya.',
    },
    'month-running': {
      title: 'Bulan masih berjalan',
      detail: 'Bulan {month} baru selesai pada {to}. Bulan dapat ditutup sesudah hari itu.',
    },
    'month-already-closed': {
      title: 'Bulan sudah ditutup',
      detail: 'Bulan {month} sudah ditutup sebelumnya. Tidak ada yang berubah.',
    },
    'month-not-closed': {
      title: 'Bulan tidak sedang ditutup',
      detail: 'Bulan {month} tidak sedang ditutup, jadi tidak perlu dibuka lagi. Tidak ada yang berubah.',
    },
    'not-a-batch': {
      title: 'Bukan larik JSON',
      detail:
        'Kirim larik JSON (application/json) berisi objek, atau satu objek JSON per baris (application/x-ndjson). Tidak ada yang disimpan.',
    },
    'empty-batch': { title: 'Tidak ada baris', detail: 'Kirim sedikitnya satu baris.' },
    'batch-too-long': {
      title: 'Terlalu banyak baris',
      detail: 'Paling banyak {limit} baris sekali kirim. Bagi menjadi beberapa kiriman. Tidak ada yang disimpan.',
    },
    'idempotency-key-reused': {
      title: 'Kunci sudah dipakai untuk kiriman lain',
      detail:
        'Idempotency-Key ini sudah dipakai untuk permintaan dengan isi lain dalam 24 jam terakhir. Pakai kunci baru. Tidak ada yang disimpan.',
    },
    'database-busy': {
      title: 'Basis data sedang dipakai',
      detail: 'Ada penyimpanan lain yang belum selesai. Tidak ada data yang berubah; coba lagi sebentar.',
    },
  },
  issue: {
    'personal-identity-number':
      '{count} nilai tampak seperti NIK, misalnya {example}. Hapus kolom ini; bawa hanya jumlah orangnya.',
    'personal-passport-number':
      '{count} nilai tampak seperti nomor paspor, misalnya {example}. Hapus kolom ini; bawa hanya jumlah paspornya.',
    'personal-person-name':
      '{count} nilai tampak seperti nama orang, misalnya {example}. Hapus kolom ini; bawa hanya jumlah orangnya.',
    'personal-phone':
      '{count} nilai tampak seperti nomor telepon, misalnya {example}. Hapus kolom ini; bawa hanya jumlahnya.',
    'personal-email':
      '{count} nilai tampak seperti alamat surel, misalnya {example}. Hapus kolom ini; bawa hanya jumlahnya.',
    'answer-needed': 'Berkas tidak menyebutkannya. Yang diperlukan: {choices}.',
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
    'not-a-month': '“{value}” bukan bulan. Tulis seperti 2026-01.',
    'month-closed': 'Bulan {month} sudah ditutup. Buka lagi bulan itu di halaman Mutu data, lalu impor lagi.',
    'expected-twice': 'Angka ini sudah dinyatakan di baris lain. Sisakan satu.',
    'not-a-time': '“{value}” bukan waktu yang dikenali.',
    'no-such-day': 'Tanggal “{value}” tidak ada di kalender.',
    'in-future': '“{value}” sesudah hari ini ({today}).',
    'too-early': '“{value}” sebelum {earliest}; angka setua itu tidak dipercaya. Periksa tahunnya.',
    'other-day-order': '“{value}” berlawanan dengan urutan hari dan bulan pada kolom ini. Tulis seperti 2026-01-31.',
    'ambiguous-day':
      '“{value}” dapat berarti dua tanggal, dan kolom ini memakai kedua urutan. Tulis seperti 2026-01-31, atau jawab urutannya.',
    'published-after-snapshot':
      'Terbit {publishedOn}, sesudah hari potret {snapshotOn}. Periksa tanggal pengambilan berkas.',
    'not-a-permalink': '“{value}” bukan tautan unggahan Instagram.',
    'not-an-id': '“{value}” bukan nomor unggahan.',
    'damaged-id':
      'Nomor unggahan “{value}” sudah dirusak Excel dan tautannya tidak memuat nomor utuhnya. Unduh ulang berkas aslinya dari platform.',
    'no-identity': 'Platform tidak menyebutkan unggahan mana yang dimaksud: “{value}”. Angkanya tidak dapat disimpan.',
    'time-contradicts-id':
      'Pada {count} baris (pertama baris {line}) kolom {name} lebih dari sehari berbeda dari waktu di dalam nomor unggahan. Yang dipakai waktu di nomor unggahan.',
    'daily-breakdown':
      '{count} baris berisi angka satu hari dari satu unggahan, bukan angka seumur hidupnya, jadi dilewati. Unduh laporan konten dengan pilihan total atau seumur hidup (Lifetime).',
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
    'parts-differ': 'Bagian-bagiannya berjumlah {sum}, padahal tertulis {total}. Periksa angkanya.',
    'total-differs':
      'Tertulis {found}, padahal baris-baris di atasnya berjumlah {expected}. Periksa barisnya; jumlah ini sendiri tidak disimpan.',
    'other-part-rejected': 'Baris {line} dari jenis yang sama ditolak, jadi jumlah keduanya tidak diketahui.',
    'not-one-month': 'Judul “{value}” bukan tentang satu bulan. Rekap disimpan per bulan: pisahkan bulan-bulannya.',
    'not-whole-month': 'Judul “{value}” hanya sebagian dari bulan yang sudah selesai. Impor rekap sebulan penuh.',
    'added-to-other': '{count} baris dijumlahkan ke baris lain yang jenis, permohonan, dan unitnya sama.',
    'no-such-column': 'Tabel ini hanya punya {count} kolom. Kolom dihitung dari 0.',
    'column-twice': 'Satu kolom dipakai dua kali. Tiap kolom punya satu arti.',
    'metric-twice': 'Satu metrik dipilih untuk dua kolom. Tiap metrik paling banyak satu kolom.',
    'missing-column': 'Kolom ini tidak ada. Dengan kolom ini berkas dikenali sebagai {format}.',
    'ignored-columns': '{count} kolom tidak dipakai dan tidak disimpan: {names}.',
    'ignored-sections': '{count} bagian tidak dikenal dan tidak disimpan: {names}.',
    'ignored-sheet': 'Lembar “{name}” tidak dikenali dan tidak disimpan.',
    'not-json': 'Baris ini bukan JSON yang utuh.',
    'not-a-row': 'Tiap baris harus berupa objek JSON dengan nama kolom dan isinya.',
    'not-a-key': 'Tidak ada angka dengan kunci ini.',
    'from-a-file':
      'Angka ini berasal dari {file}, jadi tidak dapat dikosongkan di sini. Tulis angka yang benar, atau batalkan impornya.',
    'received-missing': 'Isi dahulu jumlah pertanyaan yang diterima.',
    'not-reported': '{count} baris tanpa angka dilewati: tidak dilaporkan, bukan nol.',
    'said-before': '{count} baris kembar dilewati.',
    'unknown-section': '{count} baris dari bagian yang tidak dikenal dilewati.',
    'not-one-period': '“{value}” adalah pekan, tahun, atau rentang hari. Unduh per hari atau per bulan.',
    'not-a-day-number': '“{value}” bukan nomor hari dari awal laporan.',
    'other-website': 'Baris ini dari situs lain ({website} yang dihitung). Ekspor satu situs per berkas.',
    'passed-over': '{count} tabel atau kolom tidak disimpan: {names}.',
    'no-day':
      '{count} baris dilewati karena bukan angka satu hari atau satu bulan (per halaman, sumber, pekan, atau seluruh rentang).',
    'total-row': '{count} baris jumlah dilewati.',
    'broken-down':
      '{count} baris dilewati karena harinya dirinci lagi (per halaman, sumber, jam, dan sebagainya), jadi bukan angka seluruh situs.',
    'repeated-table': '{count} baris tabel dilewati karena metriknya sudah diberikan tabel di atasnya.',
    'part-of-month': '{count} baris bulan dilewati karena laporan dimulai atau berakhir di tengah bulan itu.',
    'part-of-day': '{count} baris dilewati karena angkanya per jam, bukan sehari penuh.',
    'no-page-view': '{count} baris peristiwa selain tampilan halaman dilewati.',
    'counted-into-day': '{count} baris tampilan halaman sudah dihitung ke dalam angka harinya.',
  },
  finding: {
    applicants: 'Pemohon {passportType}',
    'parts-differ':
      '{passportType}, {period}: jumlah menurut {breakdown} {sum, number}, padahal totalnya {total, number} (selisih {difference, number}).',
    'sources-exceed':
      '{passportType}, {period}: {declared, number} orang menyebut sumber informasi, lebih banyak daripada {applicants, number} pemohon (selisih {difference, number}).',
    'days-differ':
      '{subject}, {period}: angka harian berjumlah {sum, number}, padahal angka bulanan {total, number} (selisih {difference, number}).',
    'before-launch':
      '{period}: ada {value, number} pemohon e-paspor, padahal kantor ini baru melayaninya sejak {launchedOn}.',
    'snapshot-before-post':
      'Unggahan {activity} ({channel}) dipotret pada {takenOn}, sebelum terbit pada {publishedOn}.',
    'snapshot-falls':
      'Unggahan {activity} ({channel}): {metric} turun dari {before, number} ({beforeOn}) menjadi {value, number} ({takenOn}).',
    'same-value': '{subject}: angkanya {value, number} selama {days, number} hari berturut-turut, {from} – {to}.',
    outlier:
      '{subject}, {period}: {value, number}, di luar kebiasaan {low, number} – {high, number} (median {median, number} dari {values, number} angka sebanding; skor z termodifikasi {score, number}).',
  },
  breakdown: { variant: 'varian buku', request: 'jenis permohonan', purpose: 'tujuan', servicePoint: 'tempat layanan' },
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
