/** What a sound tells of; each rises or falls in its own way. */
export type Sound = 'arrival' | 'attention';

/** Hertz, one after the other. */
const notes: Readonly<Record<Sound, readonly number[]>> = { arrival: [660, 880], attention: [520, 390] };
/** Seconds. */
const length = 0.14;

/** A short, quiet sound; nothing where the browser does not let the page make any. */
export function playSound(sound: Sound): void {
  if (!('AudioContext' in window)) return;
  const audio = new AudioContext();
  const volume = audio.createGain();
  volume.connect(audio.destination);
  notes[sound].forEach((frequency, at) => {
    const start = audio.currentTime + at * length;
    const tone = audio.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(volume);
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.12, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + length);
    tone.start(start);
    tone.stop(start + length);
  });
  setTimeout(() => void audio.close(), 1_000);
}
