import { svelte } from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  plugins: [
    svelte(),
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'loss-playground' } } }),
  ],
  oxc: { jsx: { runtime: 'automatic' } },
  build: { rollupOptions: { input: ['react.html', 'vue.html', 'svelte.html'] } },
});
