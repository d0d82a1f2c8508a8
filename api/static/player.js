// Links to a moment play it in the page's own player; without this script they open the sound there.
const audio = document.getElementById("audio");
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.moment");
  if (!link || !audio || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  audio.currentTime = Number(link.dataset.start);
  audio.play();
});
