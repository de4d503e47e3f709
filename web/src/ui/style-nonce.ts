/**
 * The number that the server drew for this page: styles that the component library sets while the page runs are let
 * through by it, and by nothing else.
 */
const nonce = document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? '';

// What dialogs stand on asks for it under this name.
Object.assign(globalThis, { __webpack_nonce__: nonce });

export const styleNonce = (): string => nonce;
