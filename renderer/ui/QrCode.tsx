import { useEffect, useState } from 'react';

interface QrCodeProps {
  /** What a phone’s camera reads. */
  readonly value: string;
  readonly label: string;
  /** Pixels. */
  readonly size?: number;
}

/** A text for cameras: always dark on light, since many read no other. The library is fetched when it is first shown. */
export function QrCode({ value, label, size = 176 }: QrCodeProps) {
  const [squares, setSquares] = useState<readonly (readonly boolean[])[]>();

  useEffect(() => {
    let over = false;
    void import('uqr').then(({ encode }) => {
      if (!over) setSquares(encode(value, { ecc: 'M', border: 4 }).data);
    });
    return () => {
      over = true;
    };
  }, [value]);

  const count = squares?.length ?? 1;
  return (
    <svg
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`0 0 ${count} ${count}`}
      shapeRendering="crispEdges"
    >
      <rect width={count} height={count} fill="#fff" />
      {squares && <path d={pathOf(squares)} fill="#000" />}
    </svg>
  );
}

/** Every dark square, in one path. */
function pathOf(squares: readonly (readonly boolean[])[]): string {
  return squares.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
}
