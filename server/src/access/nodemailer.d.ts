/** The part of nodemailer that is used here; the package brings no types of its own. */
declare module 'nodemailer' {
  interface Message {
    readonly from: string;
    readonly to: string;
    readonly subject: string;
    readonly text: string;
  }
  interface Transport {
    sendMail(message: Message): Promise<unknown>;
    close(): void;
  }
  export function createTransport(url: string): Transport;
}
