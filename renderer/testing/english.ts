import { i18n } from '@lingui/core';

// Sources hold the English words themselves.
i18n.loadAndActivate({ locale: 'en', messages: {} });
