// Loaded before the terminal by a test: notes what it asks of Electron, and when. The sandbox is not taken: Chromium has none as root.
const { app } = require('electron');

/** @type {Record<string, unknown>[]} */
const asked = [];
globalThis.askedAtStart = asked;
const hasSwitch = app.commandLine.hasSwitch.bind(app.commandLine);
app.commandLine.hasSwitch = (name) => name !== 'no-sandbox' && hasSwitch(name);
app.enableSandbox = () => void asked.push({ what: 'enableSandbox', ready: app.isReady() });
const configureHostResolver = app.configureHostResolver.bind(app);
app.configureHostResolver = (options) => {
  asked.push({ what: 'configureHostResolver', ...options });
  configureHostResolver(options);
};
