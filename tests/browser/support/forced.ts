// What a reader with forced colors can tell apart. The functions run in the page and give a line a fault.
import type { Page } from 'playwright-core';

/** Gives the page what the checks below share. */
export const prepareChecks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const visit = (root: ParentNode): Element[] =>
      [...root.querySelectorAll('*')].flatMap((element) => [
        element,
        ...(element.shadowRoot ? visit(element.shadowRoot) : []),
      ]);
    const numbers = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (color: string) => {
      const scale = color.startsWith('color(') ? 1 : 255;
      const [red = 0, green = 0, blue = 0] = numbers(color.replace(/^color\(srgb/, '')).map((value) => {
        const share = value / scale;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (one: string, other: string) => {
      const [least = 0, most = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
      return (most + 0.05) / (least + 0.05);
    };
    const opaque = (style: CSSStyleDeclaration) =>
      (numbers(style.backgroundColor)[3] ?? 1) * Number(style.opacity) > 0.5;
    /** The color behind the middle of an element: of what lies there, itself included. */
    const behind = (element: Element): string => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const root = element.getRootNode() as Document | ShadowRoot;
      const stack = root.elementsFromPoint(left + width / 2, top + height / 2);
      const from = stack.indexOf(element);
      const below = [...stack.slice(Math.max(0, from)), ...document.elementsFromPoint(left + 1, top + 1)];
      const found = below.map((each) => getComputedStyle(each)).find(opaque);
      return found?.backgroundColor ?? getComputedStyle(document.body).backgroundColor;
    };
    const shown = (element: Element) => {
      const { width, height, right, bottom } = element.getBoundingClientRect();
      const seen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      return seen && width > 1 && height > 1 && right > 0 && bottom > 0;
    };
    const name = (element: Element) =>
      `${(element.getRootNode() as ShadowRoot).host?.localName ?? 'page'} ${element.localName}.${element.getAttribute('class') ?? ''} "${(element.ariaLabel ?? element.textContent ?? '').trim().slice(0, 40)}"`;
    Object.assign(globalThis, { checks: { visit, contrast, behind, shown, name } });
  });

interface Checks {
  visit(root: ParentNode): Element[];
  contrast(one: string, other: string): number;
  behind(element: Element): string;
  shown(element: Element): boolean;
  name(element: Element): string;
}

declare global {
  var checks: Checks;
}

/** Text that does not stand out from what lies behind it, controls included; of pictures too. */
export const hiddenText = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { visit, contrast, behind, shown, name } = checks;
    return visit(document)
      .filter(shown)
      .filter((element) => {
        if (element.closest('math, option, .visually-hidden')) return false;
        return (
          element.matches('input, select') ||
          [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
        );
      })
      .filter((element) => {
        const style = getComputedStyle(element);
        const ink = element instanceof SVGElement ? style.fill : style.color;
        return contrast(ink, behind(element)) < 4.5;
      })
      .map((element) => `not readable: ${name(element)}`);
  });

/** What is selected and looks, but for its color, as what is not. */
export const hiddenSelections = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { visit, contrast, behind, shown, name } = checks;
    const selected = '[aria-current], [aria-pressed="true"]';
    const look = (element: Element) => {
      const style = getComputedStyle(element);
      const line = contrast(style.borderBottomColor, behind(element.parentElement ?? element)) >= 3;
      const drawn = line ? `${style.borderBottomStyle} ${style.borderBottomWidth}` : 'none';
      return `${drawn} ${style.fontWeight} ${style.textDecorationLine}`;
    };
    return visit(document)
      .filter((element) => shown(element) && element.matches(selected))
      .flatMap((element) => {
        const others = visit(element.closest('nav, ul, div') ?? document).filter(
          (other) => other.localName === element.localName && !other.matches(selected) && shown(other),
        );
        const alike = others.filter((other) => look(other) === look(element));
        return alike.map((other) => `${name(element)} looks like ${name(other)}`);
      });
  });

/** Pictures on which too little stands out from the paper. */
export const hiddenPictures = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { visit, contrast, shown, name } = checks;
    const paper = getComputedStyle(document.body).backgroundColor;
    const faint = (canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      // Far from the window a picture has given its pixels back.
      if (width === 0) return false;
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, width, height) ?? { data: [] };
      let strong = 0;
      for (let at = 0; at + 3 < data.length; at += 4)
        if (
          (data[at + 3] ?? 0) > 128 &&
          contrast(`rgb(${data[at]} ${data[at + 1]} ${data[at + 2]})`, paper) >= 3
        )
          strong++;
      return strong < 0.001 * width * height;
    };
    const drawn = (shape: Element) => {
      const { fill, stroke, fillOpacity, strokeOpacity, opacity } = getComputedStyle(shape);
      const stands = (ink: string, share: string) =>
        ink !== 'none' && Number(share) * Number(opacity) > 0.5 && contrast(ink, paper) >= 3;
      return stands(fill, fillOpacity) || stands(stroke, strokeOpacity);
    };
    return visit(document)
      .filter(shown)
      .filter((picture) =>
        picture instanceof HTMLCanvasElement
          ? faint(picture)
          : picture.localName === 'svg' &&
            picture.childElementCount > 0 &&
            ![...picture.querySelectorAll('path, line, rect, circle')].some(drawn),
      )
      .map((picture) => `nothing stands out: ${name(picture)}`);
  });

/** Whether what has the focus shows it by an outline, or by a line around its grasp. */
export const focusFault = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const { contrast, behind, name } = checks;
    let active: Element | null = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    if (!active || active === document.body) return null;
    const around = [active, active.parentElement, ...active.children].filter((each) => each !== null);
    const outlined = around.some((element) => {
      const { outlineStyle, outlineWidth, outlineColor, stroke } = getComputedStyle(element);
      const back = behind(active.parentElement ?? active);
      const line = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
      return (
        (line && contrast(outlineColor, back) >= 3) ||
        (element.matches('.grasp') && stroke !== 'none' && contrast(stroke, back) >= 3)
      );
    });
    return outlined ? null : `no focus to be seen: ${name(active)}`;
  });
