/** A person by name, with unit or title in quiet. */
export const PersonChip = ({ name, title }: { name: string | null; title?: string | null }) =>
  name === null ? (
    <span className="quiet">—</span>
  ) : (
    <span style={{ whiteSpace: 'nowrap' }}>
      {name}
      {title && <span className="quiet"> {title}</span>}
    </span>
  );
