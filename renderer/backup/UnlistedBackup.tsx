import { Trans } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import classes from '../data-page/data-page.module.css';
import { Ltr } from '../ui/Ltr.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';

interface UnlistedBackupProps {
  /** Of the file that somebody opened. */
  readonly file: string;
  /** Where the hub keeps its backups. */
  readonly folder: string;
}

/** Says why a backup that somebody opened cannot be put back here, and what they can do; comes into view by itself. */
export function UnlistedBackup({ file, folder }: UnlistedBackupProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: 'center' }), []);
  return (
    <div ref={place} className={classes.folder}>
      <ProblemText>
        <Trans>
          <Ltr>{file}</Ltr> is not among the backups of this hub. One that it made can be put back here once
          it lies in <Ltr>{folder}</Ltr> on the hub’s computer; one of another hub is brought back on a
          computer that has no practice yet.
        </Trans>
      </ProblemText>
    </div>
  );
}
