// Draws each chart from the JSON beside its table. Without this script the table still says it all.
const small = window.matchMedia("(max-width: 640px)");

for (const place of document.querySelectorAll("[data-chart]")) {
  draw(place).catch(() => {
    place.textContent = "The chart could not be drawn. The table below has the same figures.";
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

// Long names would leave no room for bars; the table below has them whole.
function fitPhone(data, layout) {
  layout.font = { ...layout.font, size: 12 };
  layout.xaxis = { ...layout.xaxis, tickangle: 0, nticks: 4 };
  if (layout.yaxis?.type !== "category") return;
  const names = [...new Set(data.flatMap((trace) => trace.y))];
  const ticktext = names.map((name) => (name.length > 19 ? `${name.slice(0, 18).trimEnd()}…` : name));
  layout.yaxis = { ...layout.yaxis, automargin: false, tickmode: "array", tickvals: names, ticktext };
  layout.margin = { ...layout.margin, l: 125, r: 40 };
}
