module.exports = {
  title: 'What a loss does',
  url: 'http://127.0.0.1',
  baseUrl: '/project/',
  scripts: [{ src: '/project/loss-playground/loss-playground.js', defer: true }],
  presets: [['classic', { docs: { routeBasePath: '/' }, blog: false }]],
};
