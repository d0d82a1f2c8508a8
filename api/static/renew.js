// While a recording is being processed the page renews itself, unless somebody is listening or filling something in.
const isInUse = () =>
  document.querySelector("details[open]") !== null ||
  [...document.querySelectorAll("input")].some((input) => input.value !== input.defaultValue) ||
  [...document.querySelectorAll("audio")].some((audio) => !audio.paused);
setInterval(() => { if (!isInUse()) location.reload(); }, 5000);
