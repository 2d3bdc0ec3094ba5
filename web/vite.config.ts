// How is the window built? Static files that the server hands out.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // The policy of the pages allows neither eval nor inline scripts, so small files stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    // The pages for strangers (a form, an offer) stand beside the window and share nothing with it but its colours.
    rolldownOptions: {
      input: ['index.html', 'form.html', 'offer.html'].map((name) =>
        fileURLToPath(new URL(name, import.meta.url)),
      ),
      // Nothing in the kernel happens by being imported: what is not used of it need not be sent.
      treeshake: { moduleSideEffects: [{ test: /[\\/]kernel[\\/]/, sideEffects: false }] },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
})
