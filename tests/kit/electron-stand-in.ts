import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** By this the builder finds the switches in Electron's binary: version 1, eight of them, all off. */
const switches = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x0800000000', 'latin1');

const plist = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>CFBundleVersion</key><string>0</string></dict></plist>
`;

const mac = 'Electron.app/Contents';
const helper = `${mac}/Frameworks/Electron Helper.app/Contents`;

/** As much of an unpacked Electron as the builder touches, by platform. */
const files: Readonly<Record<'linux' | 'win32' | 'darwin', Readonly<Record<string, string | Buffer>>>> = {
  linux: { electron: switches, LICENSE: '', version: '', 'locales/en-US.pak': '', 'resources/none': '' },
  win32: {
    'electron.exe': switches,
    LICENSE: '',
    version: '',
    'locales/en-US.pak': '',
    'resources/none': '',
  },
  darwin: {
    [`${mac}/Info.plist`]: plist,
    [`${mac}/MacOS/Electron`]: '',
    [`${mac}/Resources/none`]: '',
    [`${mac}/Frameworks/Electron Framework.framework/Electron Framework`]: switches,
    [`${mac}/Frameworks/Electron Framework.framework/Resources/none`]: '',
    [`${helper}/Info.plist`]: plist,
    [`${helper}/MacOS/Electron Helper`]: '',
  },
};

/** Puts something into `folder` that the builder takes for Electron: its binary need not be there to pack. */
export function standIn(folder: string, platform: keyof typeof files): void {
  for (const [path, content] of Object.entries(files[platform])) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
