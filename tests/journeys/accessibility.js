// The checks that run inside the page; accessibility.py calls them. Test code only.
(() => {
  const where = (node) => (node.outerHTML ?? String(node)).replace(/\s+/g, " ").slice(0, 160);
  const seen = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: false }) && node.getClientRects().length > 0;
  const hiddenWords = (node) => node.closest(".govuk-visually-hidden, .govuk-skip-link") !== null;

  window.linkdeskAxe = async (asked) => {
    const result = await window.axe.run(document, { runOnly: asked, resultTypes: ["violations"], selectors: false });
    return result.violations.flatMap((rule) => rule.nodes.map((node) => ({ id: rule.id, where: node.html.slice(0, 160) })));
  };

  window.linkdeskAce = async () => {
    const report = await new window.ace.Checker().check(document, ["WCAG_2_2"]);
    return report.results
      .filter((result) => result.value[0] === "VIOLATION" && result.value[1] === "FAIL")
      .map((result) => ({ id: result.ruleId, where: (result.snippet ?? result.path.dom).slice(0, 160) }));
  };

  const PROPERTIES = ["outlineWidth", "outlineStyle", "outlineColor", "boxShadow", "borderColor", "borderWidth", "backgroundColor", "textDecorationLine"];
  // Radio buttons and tick boxes may show their focus on the label beside them.
  const looks = (node) =>
    [node, node.nextElementSibling, node.parentElement]
      .filter(Boolean)
      .flatMap((part) => [getComputedStyle(part), getComputedStyle(part, "::before"), getComputedStyle(part, "::after")])
      .map((style) => PROPERTIES.map((name) => style[name]).join("|"))
      .join("||");

  const focusFaults = (controls) => {
    const faults = [];
    const still = new CSSStyleSheet();
    still.replaceSync("*,*::before,*::after{transition:none!important;animation:none!important}");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
    const held = document.activeElement;
    for (const node of document.querySelectorAll(controls)) {
      if (!seen(node) || node.disabled || node.closest("dialog:not([open])")) continue;
      document.activeElement?.blur?.();
      const before = looks(node);
      node.focus({ focusVisible: true });
      if (document.activeElement !== node) continue;
      if (looks(node) === before) faults.push({ id: "focus-visible", where: where(node) });
    }
    held?.focus?.();
    return faults;
  };

  const errorFaults = () => {
    const faults = [];
    for (const link of document.querySelectorAll(".govuk-error-summary a")) {
      const target = document.getElementById(link.hash.slice(1));
      if (!target?.matches("input, select, textarea, button, canvas[tabindex], main")) faults.push({ id: "error-link", where: where(link) });
    }
    for (const group of document.querySelectorAll(".govuk-form-group--error, [aria-invalid=true]")) {
      const control = group.matches("[aria-invalid]") ? group : group.querySelector("[aria-describedby]");
      const whole = control?.closest("[aria-describedby]") ?? group.closest(".govuk-form-group--error")?.querySelector("[aria-describedby]") ?? group.closest("fieldset");
      const ids = (whole?.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean);
      if (ids.length === 0 || ids.some((id) => !document.getElementById(id))) faults.push({ id: "error-described", where: where(group) });
    }
    if (document.querySelector(".govuk-error-summary") && !document.title.startsWith("Error: ")) faults.push({ id: "error-title", where: document.title });
    return faults;
  };

  window.linkdeskOwn = (controls) => {
    const faults = [...focusFaults(controls), ...errorFaults()];
    const heads = [...document.querySelectorAll("h1")].filter(seen);
    if (heads.length !== 1) faults.push({ id: "one-h1", where: `${heads.length} h1` });
    for (const status of document.querySelectorAll("[data-autosave-status], [data-search-count], #status")) {
      if (status.getAttribute("role") !== "status") faults.push({ id: "status-role", where: where(status) });
    }
    for (const box of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
      if (seen(box) && !contrasts(box)) faults.push({ id: "edge-contrast", where: where(box) });
    }
    return faults;
  };

  const channel = (part) => ((part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const numbers = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = (colour) => {
    const [red, green, blue] = numbers(colour);
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  };
  const opaque = (colour) => numbers(colour)[3] !== 0 && colour !== "transparent";
  const ground = (node) => {
    for (let part = node; part; part = part.parentElement) {
      const colour = getComputedStyle(part).backgroundColor;
      if (opaque(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const ratio = (one, two) => {
    const [high, low] = [light(one), light(two)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  // The edge of a box must stand out 3 to 1 from what is around it (1.4.11); native boxes are the browser's own.
  const contrasts = (box) => {
    const style = getComputedStyle(box);
    if (style.opacity === "0" || ["checkbox", "radio", "file", "submit"].includes(box.type)) return true;
    if (style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) < 1) return ratio(style.backgroundColor, ground(box.parentElement)) >= 3;
    return ratio(style.borderTopColor, ground(box.parentElement)) >= 3;
  };

  const inSentence = (node) => node.matches("a") && /\S/.test([...node.parentElement.childNodes].filter((part) => part.nodeType === 3).map((part) => part.data).join(""));
  window.linkdeskTargets = (controls, least) =>
    [...document.querySelectorAll(controls)]
      .filter((node) => seen(node) && !hiddenWords(node) && !node.closest("dialog:not([open])") && !inSentence(node))
      .filter((node) => {
        const label = node.labels?.[0] ?? null;
        const boxes = [node, label].filter(Boolean).map((part) => part.getBoundingClientRect());
        return !boxes.some((box) => box.width >= least - 0.5 && box.height >= least - 0.5);
      })
      .map(where);

  window.linkdeskWide = () => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const culprits = [...document.querySelectorAll("body *")].filter((node) => node.getBoundingClientRect().right > root.clientWidth + 1);
    return [culprits.length ? where(culprits.at(-1)) : `page is ${root.scrollWidth} wide`];
  };

  window.linkdeskSpacing = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}");
    const before = document.adoptedStyleSheets;
    document.adoptedStyleSheets = [...before, sheet];
    const cut = [...document.querySelectorAll("body *")]
      .filter((node) => seen(node) && !hiddenWords(node) && !node.matches("input, textarea, select, svg, svg *, canvas"))
      .filter((node) => {
        const style = getComputedStyle(node);
        const clips = style.overflowX === "hidden" || style.overflowY === "hidden" || style.textOverflow === "ellipsis";
        return clips && (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1);
      })
      .map(where);
    document.adoptedStyleSheets = before;
    return cut;
  };
})();
