// Made from the Python declarations by `make types`: what the server tells the page.

/**
 * The description of POST /basins/maps, before the bytes; `query` is that of the race.
 */
export interface BasinAnswer {
  legend: BasinGroup[];
  maps: BasinMap[];
  lines?: string;
  query: string;
  facts: Facts | null;
}

/**
 * What the basin page knows besides.
 */
export interface BasinCatalog {
  optimizers: Record<string, OptimizerEntry>;
  surfaces: Record<string, SurfaceEntry>;
  schedules: Record<string, ScheduleEntry>;
  races: Record<string, ScheduleEntry>;
  noises: Record<string, NoiseEntry>;
  needs: Record<string, string>;
  classics: string[];
  own: OwnExample;
  max_seed: number;
  casings: Record<string, Casing>;
  strokes: Strokes;
  arrows: Record<string, string>;
  view: View;
  exports: ExportChoices;
  same_rate: number;
  max_panels: number;
  max_steps: number;
  tones: number;
  colors: Record<string, BasinTheme>;
  limits: BasinLimits;
  paths: Record<string, string>;
  methods_path: string;
  loss_path: string;
  path: string;
  module: string;
}

/**
 * Minima that a map does not tell apart.
 */
export interface BasinGroup {
  label: string;
  points: [number, number][];
  lowest: boolean;
  side: number;
  color: string;
}

/**
 * Of basin maps: how many methods, starts a side (at least, at most; of vector methods), and how many steps of
 * lanes take a moment, and an answer's time.
 */
export interface BasinLimits {
  methods: number;
  sizes: number[];
  vector_size: number;
  preview: number;
  live: number;
  least: number;
}

/**
 * What is said of a method's map beside its bytes: starts a side, and the share of the starts in each colour.
 */
export interface BasinMap {
  name: string;
  size: number;
  shares: number[];
}

/**
 * Everything that determines a page of basin maps: the fields of a RaceSpec that say surface, methods, steps and
 * schedule, and `size`, the number of starts along each side of the surface's domain.
 */
export interface BasinSpec {
  surface: string;
  optimizers: Record<string, Record<string, number>>;
  size: number;
  steps: number;
  schedule: string;
  schedule_parameters: Record<string, number>;
  warmup: number;
  surface_parameters: Record<string, number>;
  expression: string;
  domain: [[number, number], [number, number]] | null;
}

/**
 * How a map is painted: the colour of each shade, and the colours of hatching, type, casing and contours.
 */
export interface BasinTheme {
  table: string[];
  hatch: string;
  ink: string;
  casing: string;
  contour: string;
}

/**
 * Of a method in a sweep; `lowest` and `fewest` are indices of rate and second value, `plateau` those of the first
 * and the last rate that end nearly as low. None: there is no such.
 */
export interface BestRow {
  name: string;
  flat: boolean;
  lowest: number[] | null;
  plateau: number[] | null;
  loss: number | null;
  fewest: number[] | null;
  steps: number | null;
  stable: number[] | null;
  open: boolean;
  bound: number | null;
  formula: string | null;
}

/**
 * Of a theme, what lies around trails and around heads.
 */
export interface Casing {
  casing: string;
  rim: string;
}

/**
 * What every page knows of the registries.
 */
export interface Catalog {
  optimizers: Record<string, OptimizerEntry>;
  surfaces: Record<string, SurfaceEntry>;
  schedules: Record<string, ScheduleEntry>;
  races: Record<string, ScheduleEntry>;
  noises: Record<string, NoiseEntry>;
  needs: Record<string, string>;
  classics: string[];
  own: OwnExample;
  max_seed: number;
  casings: Record<string, Casing>;
  strokes: Strokes;
  arrows: Record<string, string>;
  view: View;
  exports: ExportChoices;
  same_rate: number;
  max_panels: number;
  max_steps: number;
}

/**
 * What a paper says, and what is seen here.
 */
export interface Claim {
  paper: string;
  verdict: string;
  here: string;
  kind: string;
}

/**
 * Where a race runs if that is elsewhere than where it is drawn: the picture there, and the matrix that leads from
 * its points to those that are drawn.
 */
export interface CourseFacts {
  domain: [[number, number], [number, number]];
  matrix: [[number, number], [number, number]];
}

/**
 * Of a method's stored curves: what was tuned, by symbol, and means over the seeds.
 */
export interface CurveRow {
  name: string;
  settings: Record<string, number>;
  seeds: number;
  mean: number;
  final: number;
  spread: number;
  accuracy: number;
}

/**
 * Stored curves of an experiment; rows are `CurveRow`s, `TodayRow`s, or those of the bias correction or spectra.
 */
export interface CurvesAnswer {
  experiment: string;
  figure: Figure;
  rows: any[];
  claims: Claim[];
  about: string;
}

/**
 * A hyperparameter's declaration: see `Hyperparameter`. `label` is its name as people write it.
 */
export interface Declared {
  symbol: string;
  minimum: number;
  maximum: number;
  scale: string;
  help: string;
  paper: number | null;
  unit: string;
  name: string;
  default: number;
  label: string;
}

/**
 * The description of POST /draws, before the numbers: of each race its draws, None where there are none.
 */
export interface DrawsAnswer {
  draws: (DrawsBlock | null)[];
}

/**
 * The draws of a race: their key, how many numbers a step draws, and how many rows there are of it, as many as the
 * longest race with this key asks for. One that is `held` adds no numbers: they are known, or came before.
 */
export interface DrawsBlock {
  key: string;
  width: number;
  rows: number;
  held: boolean;
}

/**
 * A racer's update in LaTeX with its numbers.
 */
export interface EquationAnswer {
  x: string;
  y: string;
}

/**
 * What is known of a file before it is made; one that is `quick` needs no job.
 */
export interface EstimateAnswer {
  words: string[];
  warnings: string[];
  quick: boolean;
}

/**
 * Of formats and settings their kinds, and the defaults as text.
 */
export interface ExportChoices {
  formats: Record<string, string>;
  settings: Record<string, string[]>;
  defaults: Record<string, string>;
}

/**
 * Why a file cannot be made, by the setting that is wrong, "" for none.
 */
export interface ExportProblems {
  problems: Record<string, string>;
}

/**
 * What of a surface of data follows from its hyperparameters; `drawn_back`: trails are drawn in other coordinates
 * than those that are optimized, those of the `course`.
 */
export interface Facts {
  domain: [[number, number], [number, number]];
  start: [number, number];
  minima: [number, number][];
  condition_number: number | null;
  drawn_back: boolean;
  course: CourseFacts | null;
}

/**
 * A figure in Plotly's own words.
 */
export interface Figure {
  data: any[];
  layout: Record<string, any>;
}

/**
 * What a lesson's slider goes over.
 */
export interface HandParameter {
  minimum: number;
  maximum: number;
  scale: string;
  unit: string;
}

/**
 * Charts of a racer's states, and by kind its arrow at each step, x and y.
 */
export interface InsideAnswer {
  figure: Figure;
  arrows: Record<string, number[][]>;
}

/**
 * What the race page, lessons and planes know, whatever they show: besides, the texts of plain elements as HTML, by
 * their places, and the chooser of surfaces, a component of Dash.
 */
export interface Known {
  optimizers: Record<string, OptimizerEntry>;
  surfaces: Record<string, SurfaceEntry>;
  schedules: Record<string, ScheduleEntry>;
  races: Record<string, ScheduleEntry>;
  noises: Record<string, NoiseEntry>;
  needs: Record<string, string>;
  classics: string[];
  own: OwnExample;
  max_seed: number;
  casings: Record<string, Casing>;
  strokes: Strokes;
  arrows: Record<string, string>;
  view: View;
  exports: ExportChoices;
  same_rate: number;
  max_panels: number;
  max_steps: number;
  rows: Record<string, string>;
  chooser: any;
}

/**
 * What a reader moves at a step: `parameter` None is the start. `across` is marked on the slider with `mark`.
 */
export interface LessonHand {
  names: string[];
  label: string;
  symbol: string;
  parameter: HandParameter | null;
  across: number | null;
  mark: string;
  panels: number[] | null;
}

/**
 * A panel of a lesson.
 */
export interface LessonPanel {
  spec: RaceSpec;
  zoom: [number, number, number, number] | null;
}

/**
 * Where a racer's method is from: its label with the years, and the whole source; its card is a click away.
 */
export interface LessonSource {
  name: string;
  words: string;
  source: string;
}

/**
 * A step of a lesson: its text in Markdown, and in plain letters, and what stands beside it.
 */
export interface LessonStop {
  text: string;
  plain: string;
  search: string;
  panels: LessonPanel[];
  view: View;
  captions: string[];
  highlight: string | null;
  hand: LessonHand | null;
  sources: LessonSource[];
}

/**
 * What the page must know of a lesson; the last stop is the question.
 */
export interface LessonTold {
  title: string;
  stops: LessonStop[];
  answer: string;
  at: number;
  race_path: string;
}

/**
 * A short link, its QR code as the address of a picture, the last day that it works (ISO), and whether it outlives
 * a restart of the machine, too.
 */
export interface LinkAnswer {
  address: string;
  qr: string;
  until: string;
  lasting: boolean;
}

/**
 * A racer's colour by theme, and the outline of its marker as an SVG path.
 */
export interface LookEntry {
  light: string;
  dark: string;
  path: string;
}

/**
 * What a link of the network page asks for, complete.
 */
export interface NetworkSetup {
  schedule: string;
  schedule_parameters: Record<string, number>;
  warmup: number;
  experiment: string;
  of: string;
  curves: string[];
  epoch: string;
  scale: string;
  data: string;
  normalization: string;
  seed: number;
  epochs: number;
  batch_size: number;
  methods: Record<string, Record<string, number>>;
}

/**
 * A kind of noise, what a loss must have for it, "" for nothing, and what the mean of its samples is. What it draws
 * depends on the hyperparameters `drawn`, and if it is `shared` on those of the surface.
 */
export interface NoiseEntry {
  label: string;
  needs: string;
  mean: string;
  hyperparameters: Record<string, Declared>;
  drawn: string[];
  shared: boolean;
}

/**
 * The schedule of a training.
 */
export interface OfSchedule {
  schedule: string;
  schedule_parameters: Record<string, number>;
  warmup: number;
}

/**
 * The state that a link holds, the captions of its panels if they are a lesson's or the first view, and a message
 * for each part that could not be read.
 */
export interface Opened {
  panels: OpenedPanel[];
  view: View;
  captions: string[];
  problems: string[];
}

/**
 * The maps that a link asks for.
 */
export interface OpenedBasins {
  spec: BasinSpec;
  own: SurfaceEntry | null;
  facts: Facts | null;
  problems: string[];
}

/**
 * What a link of the network page shows.
 */
export interface OpenedNetworks {
  setup: NetworkSetup;
  problems: string[];
  shown: CurvesAnswer;
}

/**
 * A panel as a link holds it: the fields of its spec, the zoomed part of its picture (x_min, x_max, y_min, y_max),
 * whether its axes have the same scale, None for what the surface declares, and what the catalog does not have of its
 * surface.
 */
export interface OpenedPanel {
  spec: RaceSpec;
  zoom: [number, number, number, number] | null;
  equal: boolean | null;
  own: SurfaceEntry | null;
  facts: Facts | null;
}

/**
 * A method. Pages add what only they need: its symbol among Plotly's, and whether it is a `Vector` method.
 */
export interface OptimizerEntry {
  label: string;
  hyperparameters: Record<string, Declared>;
  paper_rate: number | null;
  look: LookEntry;
  symbol?: string;
  vector?: boolean;
}

/**
 * What became of one method at each rate, None where there is nothing; `bound` is theory's largest stable rate.
 */
export interface OutcomeNumbers {
  flat: boolean;
  losses: (number | null)[];
  steps: (number | null)[];
  diverged_at: number[];
  bound: number | null;
}

/**
 * What the editor of your own function begins with.
 */
export interface OwnExample {
  expression: string;
  domain: [[number, number], [number, number]];
}

/**
 * What a page that is no race says to be opened: its path, and the address of its module.
 */
export interface PageModule {
  path: string;
  module: string;
}

/**
 * A panel's racers; its part of the link, its surface and start; `reference` is the same race in the surface's own
 * units.
 */
export interface PanelAnswer {
  steps: number;
  racers: RacerBlock[];
  query: string;
  surface: string;
  start: [number, number] | null;
  facts: Facts | null;
  draws: DrawsBlock | null;
  reference?: PanelBlock;
}

/**
 * What is said of a race beside its numbers.
 */
export interface PanelBlock {
  steps: number;
  racers: RacerBlock[];
}

/**
 * Of each panel the picture of its surface, and the axes of a chart: components of Dash; and the facts of the
 * surfaces.
 */
export interface Pictures {
  pictures: any[];
  curve: any;
  facts: (Facts | null)[];
}

/**
 * A plane's text, whether it is here, and about how many seconds it takes to make.
 */
export interface PlaneAnswer {
  plane: string;
  here: boolean;
  seconds: number;
}

/**
 * Of a racer on a plane: the shares of its path that the axes keep, what is lost, and the losses at its end, its
 * own and below it.
 */
export interface PlaneRow {
  name: string;
  axes: string[];
  lost: string;
  own: string;
  below: string;
}

/**
 * A plane through the weights where the training of `centre` ended, and the paths of `optimizers` seen on it.
 */
export interface PlaneSpec {
  experiment: string;
  optimizers: Record<string, Record<string, number>> | null;
  epochs: number;
  seed: number;
  directions: string;
  centre: string;
  grid: number;
}

/**
 * What is said of a plane; of one that is not made yet only title, facts and how long that takes.
 */
export interface PlaneWords {
  title: string;
  facts: string;
  spec: PlaneSpec;
  seconds?: number;
  rows?: PlaneRow[];
  together?: string[];
  distortion?: string;
  clock?: string;
}

/**
 * By their texts, planes that are here and planes that can be made.
 */
export interface PlanesAnswer {
  words: Record<string, PlaneWords>;
  missing: Record<string, PlaneWords>;
  problems: string[];
}

/**
 * Why a typed function cannot be read, with a mark below the place; or why a link cannot be shortened.
 */
export interface Problem {
  problem: string;
}

/**
 * Why something cannot be had, each with what was given and what is allowed.
 */
export interface Problems {
  problems: string[];
}

/**
 * One panel's race: surface, optimizers with their hyperparameters, start, steps, learning-rate schedule, noise.
 */
export interface RaceSpec {
  surface: string;
  optimizers: Record<string, Record<string, number>>;
  start: [number, number] | null;
  steps: number;
  schedule: string;
  schedule_parameters: Record<string, number>;
  warmup: number;
  surface_parameters: Record<string, number>;
  noise: string;
  noise_parameters: Record<string, number>;
  seed: number;
  units: [number, number, number];
  expression: string;
  domain: [[number, number], [number, number]] | null;
}

/**
 * What is said of a racer beside its numbers; `held`, `counted` and `scored` say which of these follow, and so does
 * `drawn`, the shape of its outlines, "" without.
 */
export interface RacerBlock {
  name: string;
  key: string;
  held: boolean;
  status: string;
  diverged_at: number | null;
  steps_to_tolerance: number | null;
  counted: boolean;
  scored: boolean;
  drawn: string;
}

/**
 * The description of POST /races, before the numbers; `next` is how many racers are answered where there are more:
 * the others are to be asked for.
 */
export interface RacesAnswer {
  panels: PanelAnswer[];
  next: number | null;
}

/**
 * Performance profiles.
 */
export interface RankingAnswer {
  figure: Figure;
  rows: RankingRow[];
  said: string;
}

/**
 * Of a method: the shares of problems that it solved and was fastest on, its median ratio to the fastest.
 */
export interface RankingRow {
  name: string;
  solved: number;
  wins: number;
  ratio: number | null;
}

/**
 * The samples of a surface, each (u, v, tone), and what its weights draw among them: `surfaces.scatter`.
 */
export interface ScatterAnswer {
  line: string;
  points: number[][];
  levels: number[];
}

/**
 * What a link shows.
 */
export interface SceneAnswer {
  pictures: any[];
  curve: any;
  facts: (Facts | null)[];
  opened: Opened;
}

/**
 * A learning-rate schedule, or what multiplies all of them.
 */
export interface ScheduleEntry {
  label: string;
  hyperparameters: Record<string, Declared>;
}

/**
 * A second hyperparameter to sweep, of one method: `count` values from `low` to `high`, equally far apart on its
 * slider.
 */
export interface Second {
  method: string;
  name: string;
  low: number;
  high: number;
  count: number;
}

/**
 * Both together.
 */
export interface StageCatalog {
  optimizers: Record<string, OptimizerEntry>;
  surfaces: Record<string, SurfaceEntry>;
  schedules: Record<string, ScheduleEntry>;
  races: Record<string, ScheduleEntry>;
  noises: Record<string, NoiseEntry>;
  needs: Record<string, string>;
  classics: string[];
  own: OwnExample;
  max_seed: number;
  casings: Record<string, Casing>;
  strokes: Strokes;
  arrows: Record<string, string>;
  view: View;
  exports: ExportChoices;
  same_rate: number;
  max_panels: number;
  max_steps: number;
  rows: Record<string, string>;
  chooser: any;
  known_path: string;
  race_path: string;
  scenes_path: string;
  pictures_path: string;
  races_path: string;
  functions_path: string;
  scatters_path: string;
  units_path: string;
  inside_path: string;
  equation_path: string;
  links_path: string;
  export_path: string;
  estimate_path: string;
  programs_path: string;
  methods_path: string;
  loss_path: string;
  texts: Record<string, string>;
}

/**
 * What such a page is told when it is opened: where to ask, also for what is known, and its own texts.
 */
export interface StageTold {
  known_path: string;
  race_path: string;
  scenes_path: string;
  pictures_path: string;
  races_path: string;
  functions_path: string;
  scatters_path: string;
  units_path: string;
  inside_path: string;
  equation_path: string;
  links_path: string;
  export_path: string;
  estimate_path: string;
  programs_path: string;
  methods_path: string;
  loss_path: string;
  texts: Record<string, string>;
}

/**
 * `arrow` (out of the picture, to the right) and `cross` (diverged) are SVG paths in units of a head's size.
 */
export interface Strokes {
  arrow: string;
  cross: string;
  casing: number;
  thin: number;
  dash: number;
  quiet: number;
  second: number;
  dot: number;
  ring: number;
  rim: number;
}

/**
 * A surface: `offers` are the needs of noises that it meets; `live` are the noises with which the page can run a
 * race itself, "none" among them, if it can; `scored` is a classifier's loss; `equal`: x and
 * y have the same scale; `eye`: where it is seen from in space; one that `moves` has `Facts` that follow
 * from its hyperparameters; one that `scatters` has samples to show; `formula` is LaTeX, of your own function and of
 * a plane.
 */
export interface SurfaceEntry {
  label: string;
  domain: [[number, number], [number, number]];
  start: [number, number];
  minima: [number, number][];
  learning_rate: number;
  hyperparameters: Record<string, Declared>;
  offers: string[];
  live: string[];
  scored: boolean;
  equal: boolean;
  eye: [number, number, number];
  moves: boolean;
  scatters: boolean;
  tuned: Tuned;
  formula?: string;
}

/**
 * What is beside it: parts of the link that could not be read, the factor on type, whether it starts elsewhere than
 * was asked for, and where they are asked for the surface's picture and what the page must know of your own.
 */
export interface SweepAnswer {
  sweep: SweepSpec;
  measure: string;
  query: string;
  base: string;
  rates: number[];
  runs: Record<string, boolean[]>;
  values: number[];
  seconds: number;
  lanes: number;
  figure?: Figure;
  rows?: BestRow[];
  numbers?: SweepNumbers;
  problems: string[];
  size: number;
  facts: Facts | null;
  moved: boolean;
  ground?: Figure;
  own?: SurfaceEntry;
}

/**
 * A sweep with its link; `base` is the race's link without methods, `runs` says at which of the rates each method
 * runs; one that takes long has no figure and no rows; numbers are of sweeps over rates alone.
 */
export interface SweepContent {
  sweep: SweepSpec;
  measure: string;
  query: string;
  base: string;
  rates: number[];
  runs: Record<string, boolean[]>;
  values: number[];
  seconds: number;
  lanes: number;
  figure?: Figure;
  rows?: BestRow[];
  numbers?: SweepNumbers;
}

/**
 * Of sweeps: the learning rates, and how many rates, second values and methods.
 */
export interface SweepLimits {
  lowest: number;
  highest: number;
  rates: number;
  values: number;
  methods: number;
}

/**
 * A sweep without a second hyperparameter: the lowest minimum's loss, that of the start, and the methods.
 */
export interface SweepNumbers {
  floor: number | null;
  start_loss: number;
  methods: Record<string, OutcomeNumbers>;
}

/**
 * `race` at `count` learning rates from `low` to `high`, equally far apart on a logarithmic scale.
 */
export interface SweepSpec {
  race: RaceSpec;
  low: number;
  high: number;
  count: number;
  second: Second | null;
}

/**
 * Of an entry's stored curves: what was tuned, medians over the seeds, gradients for a sample in an epoch, and the
 * time of an epoch beside Adam's.
 */
export interface TodayRow {
  name: string;
  method: string;
  label: string;
  settings: Record<string, number>;
  seeds: number;
  mean: number | null;
  final: number | null;
  range: (number | null)[];
  accuracy: number;
  passes: number;
  time: number | null;
}

/**
 * A method's cost and accuracy after an epoch.
 */
export interface TrainingLine {
  name: string;
  epoch: number;
  cost: number | null;
  accuracy: number | null;
  diverged: boolean;
}

/**
 * How long a surface's tuned race is and its rate by method; of a recording, how everybody was trained.
 */
export interface Tuned {
  steps: number;
  learning_rates: Record<string, number>;
  settings?: Record<string, Record<string, number>>;
}

/**
 * What a link holds beside its panels, complete: `races.query.VIEW`.
 */
export interface View {
  step: number | null;
  speed: number;
  loop: 'on' | 'off';
  dimensions: '2' | '3';
  camera: [number, number, number] | null;
  chart: 'loss' | 'distance' | 'move' | 'accuracy';
  shared: 'on' | 'off';
  axis: 'step' | 'evaluations';
  theme: 'light' | 'dark' | null;
  names: 'auto' | 'on' | 'off';
  predict: 'on' | 'off';
  average: 'none' | 'mean' | 'ema';
  average_from: number;
  average_decay: number;
  average_of: string[];
  pins: string[];
}
