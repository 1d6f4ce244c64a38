openFigure(JSON.parse(document.getElementById("data").textContent), { isPlaying: !matchMedia("(prefers-reduced-motion: reduce)").matches });
