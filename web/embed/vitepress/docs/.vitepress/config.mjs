export default {
  title: 'What a loss does',
  base: '/project/',
  head: [['script', { src: '/project/loss-playground/loss-playground.js', defer: '' }]],
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === 'loss-playground' } } },
  themeConfig: {
    sidebar: [
      {
        text: 'Losses',
        items: [
          { text: 'Cross-entropy', link: '/' },
          { text: 'The margin', link: '/margin' },
        ],
      },
    ],
  },
};
