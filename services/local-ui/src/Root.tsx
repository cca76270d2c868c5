import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { theme } from './theme';

/** The page's policy lets in what bears this, and no other style than those of its own files. Without one, as in development, there is no policy. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

// What keeps the page from scrolling behind a dialog writes a style of its own, and looks for its nonce here.
(globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = styleNonce();

/** Looks; in tests without the transitions that nobody watches. */
export function Root({ env, children }: { env?: 'test'; children: ReactNode }) {
  return <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={styleNonce} env={env ?? 'default'}>{children}</MantineProvider>;
}
