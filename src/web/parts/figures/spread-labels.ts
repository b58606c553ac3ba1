/**
 * Moves labels that stand side by side apart until none lies on another, each as near to its place as can be, the order kept.
 * `places` are the wanted centres, `height` that of a label; they stay between `top` and `bottom` while there is room.
 */
export const spreadLabels = (places: readonly number[], height: number, top: number, bottom: number): number[] => {
  const order = places.map((_, index) => index).toSorted((a, b) => places[a]! - places[b]!);
  type Block = { members: number[]; centre: number };
  const blocks: Block[] = [];
  const half = height / 2;
  const settle = (members: number[]): Block => {
    const mean = members.reduce((sum, index) => sum + places[index]!, 0) / members.length;
    const reach = (members.length * height) / 2;
    const centre = Math.max(top + reach, Math.min(bottom - reach, mean));
    return { members, centre };
  };
  for (const index of order) {
    let block = settle([index]);
    for (let before = blocks.at(-1); before; before = blocks.at(-1)) {
      const gap = block.centre - block.members.length * half - (before.centre + before.members.length * half);
      if (gap >= -1e-9) break;
      blocks.pop();
      block = settle([...before.members, ...block.members]);
    }
    blocks.push(block);
  }
  const found = places.map(() => 0);
  for (const { members, centre } of blocks)
    members.forEach((member, at) => {
      found[member] = centre + (at - (members.length - 1) / 2) * height;
    });
  return found;
};
