import type { Block } from './blocks';

// Parts of a page that are about the page, by the words that their authors use for them.
const FURNITURE =
  /^(?:nav|navbar|navigation|menu|topmenu|submenu|breadcrumbs?|crumbs?|position|curpos|dqwz|location|footer|foot|bottom|copyright|share|sharebar|bdsharebuttonbox|related|sidebar|pagination|pager|page-?tools?|toolbar|top-?bar|friend-?links?|qrcode|ewm|search|search-?box|login|advert|ads?)$/i;

/** Whether an element of a page, by its tag and the names in its attributes, holds navigation and the like. */
export const isFurnitureTag = (name: string, attributes: Record<string, string>): boolean => {
  if (name === 'nav' || name === 'footer' || name === 'aside' || name === 'button' || name === 'select') return true;
  const role = attributes.role ?? '';
  if (/^(?:navigation|banner|search|contentinfo|complementary)$/i.test(role)) return true;
  return `${attributes.class ?? ''} ${attributes.id ?? ''}`.split(/\s+/, 12).some(word => FURNITURE.test(word));
};

/** What is known of a block besides its text: the element of furniture that it stands in (0 for none), and whether all of it is links. */
export type PageBlock = Block & { furniture: number; linked: boolean };

const LINKS_IN_A_ROW = 3;
const LONGEST_LINK = 30;

/**
 * Sets navigation aside. An element that holds most of the text is not navigation whatever its name says; a run of short links is,
 * though nothing says so.
 */
export const setFurnitureAside = (blocks: PageBlock[]): Block[] => {
  const total = blocks.reduce((sum, { text }) => sum + text.length, 0);
  const sizes = new Map<number, number>();
  for (const { furniture, text } of blocks) sizes.set(furniture, (sizes.get(furniture) ?? 0) + text.length);
  const aside = blocks.map(({ furniture }) => furniture > 0 && sizes.get(furniture)! * 3 < total);
  let run = 0;
  for (let at = 0; at <= blocks.length; at += 1) {
    const block = blocks[at];
    if (
      block &&
      block.place.kind !== 'cell' &&
      block.linked &&
      block.text.length <= LONGEST_LINK &&
      !/^附件/.test(block.text)
    ) {
      run += 1;
      continue;
    }
    if (run >= LINKS_IN_A_ROW) aside.fill(true, at - run, at);
    run = 0;
  }
  return blocks.map(({ text, place }, at) => ({ text, place: aside[at] ? { kind: 'note' } : place }));
};
