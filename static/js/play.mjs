// Plays a recording that came with a form, when its button is pressed and never before. One at a time.

let playing = null;

class Play {
  constructor(button) {
    this.button = button;
    this.label = button.querySelector("[data-play-words]");
    this.words = this.label.textContent;
    this.audio = null;
  }

  async begin() {
    playing?.end();
    playing = this;
    this.label.textContent = this.button.dataset.stop;
    this.button.classList.add("ld-play--on");
    const audio = new Audio(this.button.dataset.play);
    this.audio = audio;
    audio.addEventListener("ended", () => this.end());
    try {
      await audio.play();
    } catch {
      if (this.audio !== audio) return; // it was stopped, and that is no fault
      this.tell();
      this.end();
    }
  }

  end() {
    this.audio?.pause();
    this.audio = null;
    if (playing === this) playing = null;
    this.label.textContent = this.words;
    this.button.classList.remove("ld-play--on");
  }

  tell() {
    document.getElementById("status").textContent = this.button.dataset.failed;
  }
}

/** Shows the buttons and lets each start and stop its recording. */
export function startPlay() {
  for (const button of document.querySelectorAll("[data-play]")) {
    const play = new Play(button);
    button.hidden = false;
    button.addEventListener("click", () => (play.audio ? play.end() : play.begin()));
  }
}
