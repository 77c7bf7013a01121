import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Badge, Button, Menu, Stack, Text, Title } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconChevronRight,
  IconGripVertical,
  IconPlus,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Resource } from '../../shared/resources/resources.ts';
import { lengthWords } from '../app/format.ts';
import { useStaff } from '../board/useDay.ts';
import { Message } from '../ui/Message.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import { minutesOf, weekOf } from './hours.ts';
import { kindsWords, kindWords } from './kind-words.ts';
import { moved } from './order.ts';
import classes from './settings.module.css';
import { useAway } from './useAway.ts';
import { useReorder } from './useReorder.ts';

const kinds = ['practitioner', 'room', 'equipment'] as const;

/** Whoever and whatever can be booked, in the order of the board. */
export function ResourceList() {
  const { data } = useStaff();
  const { reorder, problem } = useReorder();
  if (!data) return null;
  if (data.resources.length === 0)
    return (
      <Message
        icon={<IconUsersGroup size={44} stroke={1.4} aria-hidden />}
        title={t`Nobody can be booked yet`}
        actions={<AddMenu />}
      >
        <Trans>
          Add the people who see customers first. Each gets a column on the board. Rooms and devices follow
          where visits have to share them.
        </Trans>
      </Message>
    );
  return (
    <section className={classes.inner} aria-label={t`People and rooms`}>
      <div className={classes.head}>
        <div>
          <Title order={2} size="h4">
            <Trans>People and rooms</Trans>
          </Title>
          <Text size="sm" c="dimmed">
            <Trans>
              In the order of the board, which is also who is booked first. Drag to change it, or Alt with the
              arrow keys.
            </Trans>
          </Text>
        </div>
        <AddMenu />
      </div>
      {problem && <ProblemText>{problem}</ProblemText>}
      <Stack gap="lg">
        {kinds.map((kind) => {
          const own = data.resources.filter((each) => each.kind === kind);
          return own.length > 0 && <Kind key={kind} kind={kind} own={own} onReorder={reorder} />;
        })}
      </Stack>
    </section>
  );
}

function AddMenu() {
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button leftSection={<IconPlus size={16} aria-hidden />}>
          <Trans>Add</Trans>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item key={kind} component={Link} to={`/settings/resources/new?kind=${kind}`}>
            {kind === 'practitioner' ? t`A person` : kind === 'room' ? t`A room` : t`A device`}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface KindProps {
  readonly kind: Resource['kind'];
  readonly own: readonly Resource[];
  readonly onReorder: (next: readonly Resource[], said: string) => void;
}

/** Those of one kind: dragged by the grip, moved by buttons, or with Alt and the arrow keys. */
function Kind({ kind, own, onReorder }: KindProps) {
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<string>();
  const away = useAway();
  const put = (id: string, at: number) => {
    const next = moved(own, id, at);
    const name = own.find((each) => each.id === id)?.name ?? '';
    if (next !== own && away === undefined)
      onReorder(next, t`Moved ${name} to place ${next.findIndex((each) => each.id === id) + 1}`);
  };
  return (
    <div>
      <Text fw={600} mb={6} component="h3">
        {kindsWords(kind)}
      </Text>
      <ul className={classes.list} aria-label={kindsWords(kind)}>
        {own.map((resource, i) => (
          <li
            key={resource.id}
            className={classes.ordered}
            data-over={over === resource.id && dragged !== resource.id ? true : undefined}
            draggable={away === undefined && own.length > 1}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              setDragged(resource.id);
            }}
            onDragOver={(event) => {
              if (dragged === undefined) return;
              event.preventDefault();
              setOver(resource.id);
            }}
            onDragEnd={() => {
              setDragged(undefined);
              setOver(undefined);
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== undefined) put(dragged, i);
              setDragged(undefined);
              setOver(undefined);
            }}
            onKeyDown={(event) => {
              if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
              event.preventDefault();
              put(resource.id, event.key === 'ArrowUp' ? i - 1 : i + 1);
            }}
          >
            <span className={classes.grip} aria-hidden>
              {own.length > 1 && <IconGripVertical size={16} />}
            </span>
            <Row resource={resource} />
            {own.length > 1 && (
              <span className={classes.soft}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t`Move ${resource.name} up`}
                  {...still(i === 0 || away !== undefined)}
                  onClick={() => put(resource.id, i - 1)}
                >
                  <IconArrowUp size={15} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t`Move ${resource.name} down`}
                  {...still(i === own.length - 1 || away !== undefined)}
                  onClick={() => put(resource.id, i + 1)}
                >
                  <IconArrowDown size={15} aria-hidden />
                </ActionIcon>
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Of a button that can do nothing now, but keeps the keyboard: whoever moved something to the end of the list stays there. */
function still(nothing: boolean) {
  return nothing ? { 'data-disabled': true, 'aria-disabled': true } : {};
}

function Row({ resource }: { readonly resource: Resource }) {
  const { id, name, kind, color, skills, online, working_hours } = resource;
  return (
    <Link to={`/settings/resources/${id}`} className={classes.row} draggable={false}>
      <span className={classes.dot} style={color ? { background: color } : undefined} aria-hidden />
      <span className={classes.grow}>
        <Text component="span" fw={600} truncate display="block">
          {name}
        </Text>
        <Text component="span" size="xs" c="dimmed" truncate display="block">
          {skills.length > 0 ? skills.join(', ') : kindWords(kind)}
        </Text>
      </span>
      {!online && (
        <Badge variant="default" tt="none">
          <Trans>Offline</Trans>
        </Badge>
      )}
      <span className={`${classes.figure} ${classes.wideOnly}`}>
        {working_hours ? t`${lengthWords(minutesOf(weekOf(working_hours)))} a week` : t`at any time`}
      </span>
      <IconChevronRight size={16} aria-hidden className={classes.soft} />
    </Link>
  );
}
