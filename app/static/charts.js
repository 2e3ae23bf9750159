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
  if (small.matches) layout.margin = { ...(layout.margin || {}), l: Math.min(layout.margin?.l || 80, 150) };
  await window.Plotly.newPlot(place, figure.data, layout, { displayModeBar: false, responsive: true });
}
