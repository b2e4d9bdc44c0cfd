// What the page's libraries put on the window, as far as the scripts use it. Dash, React and plotly.js come without
// types that a page without a build could read; plotly.js's own do not know what `player/projection` reads of its inside.

/** Of plotly.js an axis as it is laid out; what begins with an underscore is private to the pinned version. */
interface PlotlyAxis {
  type: string;
  range: [number, number];
  _offset: number;
  _length: number;
  _m: number;
  _b: number;
  /** From a value to pixels from the start of the axis, and back. */
  c2p(value: number): number;
  p2c(pixel: number): number;
}

/** The 3-D scene of a figure, once WebGL has drawn it; matrices column by column. */
interface PlotlyScene {
  xaxis: PlotlyAxis;
  yaxis: PlotlyAxis;
  zaxis: PlotlyAxis;
  aspectratio: { x: number; y: number; z: number };
  camera: { center: { x: number; y: number; z: number }; up: { x: number; y: number; z: number } };
  _scene: {
    container: HTMLElement;
    dataScale?: [number, number, number];
    getCamera(): { eye: { x: number; y: number; z: number } };
    camera?: { lookAt(eye: number[], center: number[], up: number[]): void };
    glplot?: { cameraParams?: { projection: number[]; view: number[]; model: number[] } };
  };
}

/** A figure's layout with every default filled in. */
interface PlotlyFullLayout {
  xaxis: PlotlyAxis;
  yaxis: PlotlyAxis;
  yaxis2?: PlotlyAxis & { ticktext?: string[] };
  scene?: PlotlyScene;
  font: { family: string; color: string };
  width: number;
  height: number;
  margin: { t: number; b: number };
  meta: any;
}

/** The element that Plotly draws in. */
interface PlotlyElement extends HTMLElement {
  data: any[];
  layout: any;
  _fullData?: any[];
  _fullLayout?: PlotlyFullLayout;
  on(event: string, listener: (news: any) => void): void;
}

declare const Plotly: {
  react(place: HTMLElement, data: object[], layout: object, config?: object): Promise<PlotlyElement>;
  relayout(place: HTMLElement, changes: object): Promise<PlotlyElement>;
  purge(place: HTMLElement): void;
  update(place: HTMLElement, traces: object, layout: object): Promise<PlotlyElement>;
  restyle(place: HTMLElement, changes: object, traces?: number[]): Promise<PlotlyElement>;
  Plots: { resize(place: Element): Promise<void> };
};

declare const React: {
  createElement(type: string, props: object | null, ...children: unknown[]): object;
};

/** The id of a component: a name, or what a pattern of callbacks is matched by. */
type DashId = string | Record<string, string | number>;

/** What is asked of Dash from scripts, and the functions that callbacks call by name. */
interface DashClientside {
  set_props(id: DashId, props: object): void;
  readonly no_update: object;
  readonly callback_context: {
    triggered: { prop_id: string; value: unknown }[];
  };
  [namespace: string]: any;
}

declare const dash_clientside: DashClientside;
declare const dash_component_api: { getLayout(id: DashId): { props: Record<string, unknown> } | undefined };

interface Window {
  dash_clientside: DashClientside;
  Plotly?: typeof Plotly;
  /** What dash-mantine-components calls by name. */
  dashMantineFunctions?: Record<string, (props: any) => object>;
}

/** Not in every browser. */
interface Navigator {
  keyboard?: { lock(keys: string[]): Promise<void>; unlock(): void };
}
