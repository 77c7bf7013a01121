import './app/layers.css';
import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './app/tokens.css';
import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { Insecure } from './app/Insecure.tsx';
import { keepForOffline } from './app/service-worker.ts';
import { browserPlatform, startDesk } from './data/index.ts';
import { speakAtStart } from './language/LanguageProvider.tsx';
import { firstScreen } from './ui/later.tsx';

const root = createRoot(document.getElementById('root') ?? document.body);
const words = speakAtStart();

if (window.isSecureContext) {
  const platform = browserPlatform(firstScreen);
  // The desk opens while its words are fetched: nobody waits for both.
  const boot = startDesk(platform);
  await words;
  root.render(
    <StrictMode>
      <App boot={boot} clock={platform.now} />
    </StrictMode>,
  );
  if (import.meta.env.PROD) void firstScreen.then(keepForOffline);
} else {
  await words;
  root.render(<Insecure />);
}
