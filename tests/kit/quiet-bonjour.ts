/** In the place of `bonjour-service`: nothing is announced to the network that the tests run in. */
export class Bonjour {
  publish(): void {}
  unpublishAll(done: () => void): void {
    done();
  }
  destroy(done: () => void): void {
    done();
  }
}
