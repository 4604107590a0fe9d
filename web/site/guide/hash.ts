/** What stands after # in the address; '' if that is a place of the page. */
export const hashText = (): string => {
  const text = location.hash.slice(1);
  return document.getElementById(text) ? '' : text;
};
