const names = ["Zephyr", "Bramble", "Quillon", "Marrow", "Ostrich", "Tundra", "Velvet"];
const makers = ["Quant", "Former", "Prune", "Codec", "Router"];
const methods = [
  "Two-Bit Weights Without Retraining",
  "Learned Rounding of Attention Maps",
  "Calibration From a Single Example",
  "Sparse Keys for Longer Contexts",
  "Outliers as Shared Codebooks",
  "Integer Layer Norms on Small Devices",
  "Mixed Precision by Fisher Budgets",
  "Distilling Residual Streams Bit by Bit",
];
const fields = [
  "Protein Folding",
  "Weather Forecasting",
  "Street Scenes",
  "Speech in Noise",
  "Robot Grasping",
  "Medical Images",
  "Program Repair",
  "Satellite Video",
  "Music Scores",
];

/** Titles of papers that do not exist, each different: 2520 of them, then with numbers. */
export function createMadeUpTitles(): () => string {
  let next = 0;
  const pick = (from: readonly string[]): string => from[next % from.length] ?? "";
  return () => {
    // The lists' lengths have no common factor, so a combination repeats only after their product.
    const round = Math.floor(next / (names.length * makers.length * methods.length * fields.length));
    const name = `${pick(names)}${pick(makers)}${round === 0 ? "" : round + 1}`;
    const title = `${name}: ${pick(methods)} for ${pick(fields)}`;
    next++;
    return title;
  };
}
