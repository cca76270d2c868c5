import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent. */
const iris: MantineColorsTuple = ['#eeeefe', '#dcdcfb', '#bcbcf6', '#a5a8ff', '#8284f3', '#6a6aec', '#5550e3', '#4a41d6', '#4338ca', '#3730a3'];

export const monospace = "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace";

export const theme = createTheme({
  primaryColor: 'iris',
  colors: { iris },
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: 'md',
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', sans-serif",
  fontFamilyMonospace: monospace,
  fontSizes: { xs: '0.78rem', sm: '0.87rem', md: '0.94rem', lg: '1.06rem', xl: '1.25rem' },
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300, events: { hover: true, focus: true, touch: true } } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 600 } },
    // The heading of a dialog is none of the page.
    Modal: { defaultProps: { centered: true, attributes: { header: { role: 'presentation' } }, closeButtonProps: { 'aria-label': 'Close' } } },
    Drawer: { defaultProps: { attributes: { header: { role: 'presentation' } }, position: 'right', size: 'lg', closeButtonProps: { 'aria-label': 'Close' } } },
  },
});
