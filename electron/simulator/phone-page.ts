export const PHONE_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Customer's phone</title>
<link rel="stylesheet" href="/phone.css">
<script type="module" src="/phone.js"></script>
</head>
<body>
<header>
<h1><span id="wallet"></span><span id="title"></span></h1>
<p id="clock" aria-hidden="true"></p>
</header>
<main tabindex="0">
<p id="banner" hidden></p>
<p id="status" class="unseen" role="status"></p>
<div id="card"></div>
<section id="others" aria-labelledby="others-title"><h2 id="others-title"></h2><ul id="others-list"></ul></section>
<section id="history" aria-labelledby="history-title"><h2 id="history-title"></h2><ul id="history-list"></ul></section>
</main>
<footer><div id="actions"></div><button type="button" id="network" class="quiet"></button></footer>
</body>
</html>
`;
