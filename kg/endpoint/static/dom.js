/** A new element with properties and children. */
export const element = (name, properties = {}, ...children) => {
  const { dataset, ...rest } = properties;
  const made = Object.assign(document.createElement(name), rest);
  for (const [key, value] of Object.entries(dataset ?? {})) made.dataset[key] = value;
  made.append(...children);
  return made;
};

/** Put text on the clipboard; also where the page is served without TLS and the modern way is closed. */
export const copy = async (text) => {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return;
    } catch { /* not allowed: the old way below */ }
  }
  const field = element("textarea", { value: text, className: "offscreen" });
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
};
