// Sends the file in pieces, so that a broken connection costs seconds, and the same file chosen again goes on where it
// stopped, also after the browser was closed. Without this script the form sends it in one go.
"use strict";

const PIECE_BYTES = 8 * 1024 * 1024;
const WAITS_MS = [0, 1000, 3000, 5000, 10000, 20000, 30000, 60000, 60000];
const DETAILS = ["title", "recorded_at", "language", "speakers"];

const form = document.getElementById("upload");
const said = form.dataset;
const sending = document.getElementById("sending");
const bar = sending.querySelector("progress");
const word = sending.querySelector("[role=status]");
const button = form.querySelector("button");
const pause = sending.querySelector("button");
let upload = null;
let isBroken = false;

if (tus.isSupported) {
  for (const each of document.querySelectorAll("[data-with-script]")) each.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    begin(form.elements.file.files[0]);
  });
  pause.addEventListener("click", async () => {
    await upload.abort();
    stop(said.paused);
  });
  window.addEventListener("online", () => { if (isBroken) form.requestSubmit(); });
  window.addEventListener("beforeunload", (event) => { if (button.disabled) event.preventDefault(); });
}

async function begin(file) {
  button.disabled = true;
  isBroken = false;
  sending.hidden = false;
  pause.hidden = false;
  sending.classList.remove("notice-bad");
  say(said.sending);
  sending.scrollIntoView({ block: "nearest" });
  const details = DETAILS.map((name) => [name, form.elements[name].value]).filter(([, value]) => value !== "");
  upload = new tus.Upload(file, {
    endpoint: "/api/uploads",
    chunkSize: PIECE_BYTES,
    retryDelays: WAITS_MS,
    removeFingerprintOnSuccess: true,
    // what the library takes, and who it is: one browser may serve several people
    fingerprint: async () => ["thuky", said.person, file.name, file.type, file.size, file.lastModified].join("-"),
    metadata: { name: file.name, ...Object.fromEntries(details) },
    onProgress: (sent, whole) => { bar.value = sent / whole; },
    onChunkComplete: () => say(said.sending),
    onAfterResponse: heedTrouble,
    onShouldRetry: (error) => {
      const again = mayBeTriedAgain(error);
      if (again) say(said.waiting);
      return again;
    },
    onError: (error) => {
      isBroken = statusOf(error) === 0;
      stop(reason(error), true);
    },
    onSuccess: finish,
  });
  const earlier = await upload.findPreviousUploads();
  earlier.sort((one, other) => new Date(other.creationTime) - new Date(one.creationTime));
  if (earlier.length > 0) upload.resumeFromPreviousUpload(earlier[0]);
  upload.start();
}

// The library takes every "no" to its question how far the upload is for "there is none" and would begin anew.
async function heedTrouble(request, response) {
  const status = response.getStatus();
  if (request.getMethod() === "HEAD" && status >= 400 && status !== 404 && status !== 423) {
    throw Object.assign(new Error(`HTTP ${status}`), { status });
  }
}

// All bytes are there; what came of them the receipt tells.
async function finish() {
  bar.value = 1;
  pause.hidden = true;
  say(said.taking);
  let receipt = await askReceipt();
  if (receipt.state === "received") {
    const offset = String(receipt.size_bytes);
    const kind = "application/offset+octet-stream";
    const headers = { "Tus-Resumable": "1.0.0", "Upload-Offset": offset, "Content-Type": kind };
    await fetch(upload.url, { method: "PATCH", headers, body: "" });
    receipt = await askReceipt();
  }
  if (receipt.state === "kept") {
    button.disabled = false;
    location.assign(`/recordings/${receipt.recording}`);
  } else {
    stop(receipt.error?.detail ?? said.failed, true);
  }
}

async function askReceipt() {
  return (await fetch(upload.url)).json();
}

// 0 where no answer came.
function statusOf(error) {
  return error.originalResponse?.getStatus() ?? error.causingError?.status ?? 0;
}

function mayBeTriedAgain(error) {
  const status = statusOf(error);
  return navigator.onLine && (status < 400 || [409, 423, 500, 502, 503, 504].includes(status));
}

// The server's own words where it gave some; else the connection is to blame.
function reason(error) {
  if (statusOf(error) === 401) return said.signIn;
  const body = error.originalResponse?.getBody() ?? "";
  if (body.startsWith("{")) return JSON.parse(body).detail;
  return statusOf(error) === 0 ? said.broken : said.failed;
}

function stop(text, isBad = false) {
  button.disabled = false;
  pause.hidden = true;
  sending.classList.toggle("notice-bad", isBad);
  say(text);
}

function say(text) {
  if (word.textContent !== text) word.textContent = text;
}
