/**
 * Passwords that everybody tries first, kept as what they are made of: a word of the lists that are passed around, in
 * English and in Indonesian, and an ending that people add because something asks for more. Written out they are some
 * ten thousand of at least twelve characters; ASVS 5 asks for three thousand.
 */

const words = `
password passw0rd p@ssw0rd pa55word pass admin administrator root user guest test tester testing demo default login
welcome letmein changeme secret master manager system server computer internet windows microsoft google facebook
instagram twitter whatsapp youtube android iphone samsung superman batman spiderman pokemon naruto dragon monkey
football baseball basketball soccer hockey liverpool chelsea arsenal barcelona realmadrid manchester juventus
princess sunshine shadow michael jordan jennifer jessica charlie daniel thomas robert matthew andrew joshua ashley
nicole amanda hannah samantha iloveyou loveyou lovely flower butterfly chocolate cookie banana orange summer winter
spring autumn freedom trustno1 whatever qwerty qwerty123 qwertyuiop qwertyui asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx
1qaz2wsx q1w2e3r4 q1w2e3r4t5 1q2w3e4r 1q2w3e4r5t zaq12wsx abc abc123 abcd abcd1234 abcdef abcdefgh abcdefghij a1b2c3
a1b2c3d4 aa123456 a123456 123 1234 12345 123456 1234567 12345678 123456789 1234567890 0987654321 987654321 87654321
654321 123123 321321 112233 121212 101010 111111 222222 555555 666666 777777 888888 999999 000000 11111111 00000000
88888888 147258369 159753 123qwe 123abc hello hunter killer starwars matrix mustang ferrari mercedes corvette
harley yamaha honda toyota suzuki kawasaki diamond silver golden purple yellow black white hacker access private
office company business finance account support service security network database oracle mysql postgres cisco
indonesia indonesiaku indonesiaraya merdeka garuda pancasila bhinneka jakarta surabaya semarang yogyakarta bogor depok
bekasi tangerang medan makassar palembang denpasar malang bali jawa sumatera kalimantan sulawesi papua persib persija
arema sayang sayangku sayangkamu cinta cintaku cintakamu kamu kamusaya aku akucintakamu akusayangkamu rahasia rahasiaku
katasandi katakunci sandi bismillah alhamdulillah assalamualaikum subhanallah masyaallah insyaallah allahuakbar
astaghfirullah muhammad ramadhan lebaran sukses bahagia semangat keluarga anakku mamaku papaku ibuku bapakku ayah bunda
mama papa kakak adik sahabat teman selamat selamatpagi pagi siang malam senin minggu januari agustus desember
kantor kantorku kepala petugas pegawai pelayanan negara pemerintah kementerian hukum paspor epaspor passport imigrasi
immigration keimigrasian kanim tilik dashboard data laporan admin123 root123 bintang bulan matahari langit pelangi
mawar melati anggrek kucing kelinci harimau gajah naga komodo rajawali ganteng cantik jomblo ngantuk makan minum kopi
`;

const endings = `
1 12 123 1234 12345 123456 1234567 12345678 123456789 1234567890 0 00 000 01 007 11 111 1111 22 222 2222 33 333 69 77
777 88 888 99 999 321 4321 54321 654321 2015 2016 2017 2018 2019 2020 2021 2022 2023 2024 2025 2026 2027 2028 1945
17081945 ! !! !!! !1 1! 12! 123! 1234! 12345! @ @1 @12 @123 @1234 @12345 @123456 @2020 @2021 @2022 @2023 @2024 @2025
@2026 @2027 # #1 #123 #1234 . .. ... _123 _1234 -123 a abc qwerty asdf ku kita
`;

const listOf = (text: string) => text.trim().split(/\s+/);

/** Every one of at least this length, in small letters. */
export function commonPasswords(lengthMin: number): ReadonlySet<string> {
  const stems = listOf(words);
  const written = stems.flatMap((word) => [
    ...listOf(endings).map((ending) => `${word}${ending}`),
    word,
    `${word}${word}`,
    `${word}${word}${word}`,
  ]);
  return new Set(written.filter((password) => password.length >= lengthMin));
}
