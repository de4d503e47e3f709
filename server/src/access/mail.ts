/** A letter to one person, in plain text. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends a letter; rejects where the post does not take it. */
export type SendMail = (letter: Letter) => Promise<void>;

/** Letters by SMTP. The library is read with the first letter; every letter has a connection of its own. */
export const mailBySmtp =
  ({ url, from }: { readonly url: string; readonly from: string }): SendMail =>
  async (letter) => {
    const { createTransport } = await import('nodemailer');
    const transport = createTransport(url);
    try {
      await transport.sendMail({ from, ...letter });
    } finally {
      transport.close();
    }
  };
