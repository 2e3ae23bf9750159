// Draws each chart from the JSON beside its table. Without this script the table still says it all.
const small = window.matchMedia("(max-width: 640px)");

for (const place of document.querySelectorAll("[data-chart]")) {
  draw(place).catch(() => {
    place.textContent = place.dataset.failed ?? "The chart could not be drawn. The table below has the same figures.";
  });
}

async function draw(place) {
  const answer = await fetch(place.dataset.chart, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const figure = await answer.json();
  const layout = { ...figure.layout, autosize: true };
  if (small.matches) fitPhone(figure.data, layout);
  await window.Plotly.newPlot(place, figure.data, layout, { displayModeBar: false, responsive: true });
}

// On paper a chart is as wide as the page, and a tall one is drawn closer to fit on one.
const PAPER = { width: 680, height: 960 };
const drawn = () => [...document.querySelectorAll("[data-chart]")].filter((place) => place.layout);

window.addEventListener("beforeprint", () => {
  for (const place of drawn()) {
    place.onScreen = { height: place.layout.height, "yaxis.tickfont.size": place.layout.yaxis.tickfont?.size ?? 13 };
    const tall = place.layout.height > PAPER.height;
    const smaller = tall ? { height: PAPER.height, "yaxis.tickfont.size": 8 } : {};
    window.Plotly.relayout(place, { autosize: false, width: PAPER.width, ...smaller });
  }
});

window.addEventListener("afterprint", () => {
  for (const place of drawn()) window.Plotly.relayout(place, { ...place.onScreen, autosize: true, width: null });
});

// A phone has no room for long names on two lines, nor for the name of every point: what does not fit is
// cut, and the table below has it whole.
function fitPhone(data, layout) {
  layout.font = { ...layout.font, size: 12 };
  layout.xaxis = { ...layout.xaxis, tickangle: 0, nticks: 4 };
  if (layout.annotations?.length) return fitQuadrants(data, layout);
  if (layout.yaxis?.type !== "category") return;
  const names = [...new Set(data.flatMap((trace) => trace.y))];
  const labels = names.map((name) => fold(name.replaceAll("<br>", " "), 20, 3));
  const lines = Math.max(1, ...labels.map((label) => label.split("<br>").length));
  const { t = 50, b = 30 } = layout.margin;
  layout.height = t + b + 10 + names.length * (12 + 13 * lines);
  layout.yaxis = { ...layout.yaxis, automargin: false, tickmode: "array", tickvals: names, ticktext: labels };
  layout.yaxis.tickfont = { size: 11 };
  layout.margin = { ...layout.margin, l: 128, r: 36 };
  if (layout.showlegend) fitLegend(data, layout, t);
}

// Only the areas to support first keep their names; shapes and corners tell the others apart.
function fitQuadrants(data, layout) {
  for (const trace of data.slice(1)) trace.mode = "markers";
  layout.height = 460;
  layout.margin = { ...layout.margin, l: 52, r: 10 };
  layout.annotations = layout.annotations.map((each) => ({ ...each, font: { ...each.font, size: 12 } }));
}

// The names of the series take a line each.
function fitLegend(data, layout, top) {
  const lines = data.filter((trace) => trace.showlegend !== false).length;
  const drawn = layout.height - top - layout.margin.b;
  const more = 18 * lines;
  layout.height += more;
  layout.margin.t = top + more;
  layout.legend = { ...layout.legend, orientation: "v", x: 0, y: 1 + 28 / drawn, yanchor: "bottom" };
}

function fold(name, width, most) {
  const lines = [""];
  for (const word of name.split(" ")) {
    const last = lines.length - 1;
    if (!lines[last]) lines[last] = word;
    else if (`${lines[last]} ${word}`.length <= width) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  if (lines.length > most) lines.splice(most - 1, lines.length, `${lines[most - 1]} …`);
  return lines.join("<br>");
}
