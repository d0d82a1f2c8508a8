// How far the recording is, as it changes; once it is done the page renews itself, unless somebody is filling something in.
const bar = document.querySelector("progress[data-events]");
const label = document.querySelector(`label[for="${bar.id}"]`);
const badge = document.querySelector(".title-line .badge");
const isInUse = () =>
  document.querySelector("details.corrections[open]") !== null ||
  [...document.querySelectorAll("input")].some((input) => input.value !== input.defaultValue) ||
  [...document.querySelectorAll("audio")].some((audio) => !audio.paused);
const renew = () => { if (!isInUse()) location.reload(); };
const source = new EventSource(bar.dataset.events);
source.addEventListener("progress", (event) => {
  const told = JSON.parse(event.data);
  bar.value = told.progress;
  label.textContent = told.text;
  badge.textContent = told.state === "processing" ? `${Math.round(told.progress * 100)} %` : badge.textContent;
  if (told.state === "ready" || told.state === "failed") {
    source.close();
    renew();
    setInterval(renew, 5000);
  }
});
