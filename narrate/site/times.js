// When each piece of the text is heard: one table of the utterances and one of the words, in the order of the sound.
// Plain columns, found by halving: a transcript of many hours costs no more than one of a minute.

class Spans {
  passage = [];
  from = []; // characters of the passage's text
  to = [];
  start = []; // milliseconds
  end = [];

  // Four numbers a span: characters since the one before it and its own, milliseconds since and its own.
  add(passage, packed) {
    let character = 0;
    let moment = this.end.at(-1) ?? 0;
    for (let i = 0; i < packed.length; i += 4) {
      this.passage.push(passage);
      this.from.push((character += packed[i]));
      this.to.push((character += packed[i + 1]));
      this.start.push((moment += packed[i + 2]));
      this.end.push((moment += packed[i + 3]));
    }
  }

  // The last span that has begun by then, or -1.
  at(moment) {
    return this.#last((i) => this.start[i] <= moment);
  }

  // The last span of the passage that begins at or before the character, or -1.
  before(passage, character) {
    const found = this.#last(
      (i) => this.passage[i] < passage || (this.passage[i] === passage && this.from[i] <= character),
    );
    return this.passage[found] === passage ? found : -1;
  }

  // The last index for which it holds; it holds for none after one for which it does not.
  #last(holds) {
    let low = 0;
    let high = this.start.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(middle)) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

const byId = (id) => document.getElementById(id);

const passages = []; // the elements that hold the text, each as one node
const utterances = new Spans();
const words = new Spans();
JSON.parse(byId("times").textContent).forEach((times, passage) => {
  passages.push(byId(`p${passage}`));
  utterances.add(passage, times[0]);
  words.add(passage, times[1]);
});
