// Loaded before the server: SIGUSR2 steps its clock back by an hour, or forward again.
const RealDate = Date;
let shift = 0;
process.on('SIGUSR2', () => {
  shift = shift === 0 ? -3_600_000 : 0;
  process.stderr.write(`clock shifted by ${shift} ms\n`);
});
globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + shift);
    else super(...given);
  }
  static now() {
    return RealDate.now() + shift;
  }
};
