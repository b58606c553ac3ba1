/** All matches of a global pattern. Other than `matchAll`, it does not make the pattern anew for each text. */
export const matchesOf = (form: RegExp, said: string): RegExpExecArray[] => {
  const found: RegExpExecArray[] = [];
  form.lastIndex = 0;
  for (let match = form.exec(said); match; match = form.exec(said)) {
    found.push(match);
    if (match[0] === '') form.lastIndex += 1;
  }
  return found;
};
