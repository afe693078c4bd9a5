// A place to sign with a finger, a pen or the mouse. What is drawn travels with the form as a picture.
(() => {
  const pad = document.querySelector("[data-signature]");
  const canvas = pad?.querySelector("canvas");
  const field = pad?.closest("form")?.elements.signature;
  const pen = canvas?.getContext("2d");
  if (!field || !pen) return;
  pad.hidden = false;

  const blank = () => {
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.strokeStyle = "#1b1b1b";
    pen.lineWidth = 5;
    pen.lineCap = "round";
    pen.lineJoin = "round";
  };
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [
      ((event.clientX - box.left) / box.width) * canvas.width,
      ((event.clientY - box.top) / box.height) * canvas.height,
    ];
  };
  const keep = () => {
    field.value = canvas.toDataURL("image/png");
  };

  let isDrawing = false;
  canvas.addEventListener("pointerdown", (event) => {
    isDrawing = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...place(event));
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!isDrawing) return;
    pen.lineTo(...place(event));
    pen.stroke();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => {
      if (isDrawing) keep();
      isDrawing = false;
    });
  }
  pad.querySelector("[data-clear]").addEventListener("click", () => {
    blank();
    field.value = "";
  });

  blank();
  if (field.value) {
    // The form came back with a mistake elsewhere: what was signed is still there.
    const signed = new Image();
    signed.addEventListener("load", () => pen.drawImage(signed, 0, 0));
    signed.src = field.value;
  }
})();
