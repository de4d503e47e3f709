import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/**
 * What every answer tells a browser: to run and load nothing but what is ours, to show us in no frame, to keep no
 * figures, and to say nobody where it comes from. What an answer says of itself more strictly is left as it is: an
 * attachment may do less than a page.
 */

/** Where the page as it is built holds the place of a number that is drawn anew for each answer. */
const noncePlace = 'tilik-nonce';

/** No page of ours asks for any of them. */
const powers = [
  'accelerometer',
  'camera',
  'display-capture',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickeyCredentialsGet',
  'screenWakeLock',
  'usb',
  'xrSpatialTracking',
] as const;

const policy = (style: string) =>
  [
    `default-src 'self'`,
    `script-src 'self'`,
    `script-src-attr 'none'`,
    `style-src 'self'${style}`,
    `img-src 'self' data: blob:`,
    `object-src 'none'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
  ].join('; ');

/** The page with a number of its own, by which the component library may set styles, and the policy that names it. */
export function pageWithNonce(index: string): { readonly body: string; readonly policy: string } {
  const nonce = randomBytes(16).toString('base64');
  return { body: index.replaceAll(noncePlace, nonce), policy: policy(` 'nonce-${nonce}'`) };
}

/** `url`: the address under which people reach the server. Where it is safe, browsers are told never to come by another. */
export function safeHeaders(url: string | null): MiddlewareHandler {
  const isSafe = url?.startsWith('https:') ?? false;
  const usual = secureHeaders({
    overwrite: false,
    xFrameOptions: 'DENY',
    permissionsPolicy: Object.fromEntries(powers.map((power) => [power, false])),
    strictTransportSecurity: isSafe ? 'max-age=31536000; includeSubDomains' : false,
  });
  return async (c, next) => {
    await usual(c, next);
    const { headers } = c.res;
    if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', policy(''));
    if (c.req.path.startsWith('/api/') && !headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  };
}
