// A gentle word while typing: a child's name stands in a note. Nothing is held back.
(() => {
  for (const note of document.querySelectorAll("[data-names]")) {
    const names = note.dataset.names.split("\n").filter(Boolean);
    if (!names.length) continue;
    const hint = document.createElement("p");
    hint.className = "small";
    hint.setAttribute("role", "status");
    note.insertAdjacentElement("afterend", hint);
    const look = () => {
      const words = new Set(note.value.toLowerCase().match(/[\p{L}\p{N}_'’-]+/gu) || []);
      for (const word of [...words]) words.add(word.replace(/['’]s?$/u, ""));
      const found = names.some((name) => name.toLowerCase().split(/\s+/u).every((part) => words.has(part)));
      const sentence = found ? note.dataset.namesHint : "";
      if (hint.textContent !== sentence) hint.textContent = sentence;
    };
    note.addEventListener("input", look);
    look();
  }
})();
