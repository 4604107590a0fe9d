// Chromium as the tests start it, and the windows through which they look.
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/**
 * Playwright's list, which this one replaces, and the pop-ups of the address bar: pages of their own in each new window,
 * which take a fifth of the processor's time.
 */
const withoutFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
];

/**
 * Starts Chromium with a desktop's scrollbar, which takes its width from the page; playwright would hide it, and what
 * sticks out would go unseen.
 */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', `--disable-features=${withoutFeatures.join()}`],
    ignoreDefaultArgs: ['--hide-scrollbars'],
  });

export interface WindowOptions {
  width?: number;
  height?: number;
  /** Whether the window has a desktop's scrollbar (default), or a phone's, which lies over the page. */
  scrollbar?: boolean;
}

/** What a context needs for a window. */
export const windowOf = ({
  width = 1280,
  height = 900,
  scrollbar = true,
}: WindowOptions): BrowserContextOptions => ({
  viewport: { width, height },
  isMobile: !scrollbar,
  hasTouch: !scrollbar,
});

/** A window's options, and how a test's title names it. */
const named = (width: number, scrollbar: boolean) => ({
  name: `${width} px ${scrollbar ? 'with' : 'without'} a scrollbar`,
  window: { width, scrollbar },
});

/** Windows of some widths, each with and without a scrollbar. */
export const bothWays = (...widths: number[]) =>
  widths.flatMap((width) => [named(width, true), named(width, false)]);

/** A desktop's window, and a phone's and a narrow one of a desktop. */
export const windows = [named(1280, true), ...bothWays(360)];

/** Says that the page is wider than the room beside the scrollbar; null where it fits. */
export const sidewaysScroll = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? `the page is ${scrollWidth} px wide in ${clientWidth} px` : null;
  });
