/** The hint over a chart as elements: names come from people, so nothing of them is read as HTML. */
export const tipOf = (title: string, lines: readonly (readonly [name: string, value: string])[]): HTMLElement => {
  const box = document.createElement('div');
  const head = box.appendChild(document.createElement('strong'));
  head.textContent = title;
  for (const [name, value] of lines) {
    const line = box.appendChild(document.createElement('div'));
    line.textContent = `${name} ${value}`.trim();
  }
  return box;
};
