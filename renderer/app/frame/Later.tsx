import { Component, type ReactNode, Suspense } from 'react';

interface LaterProps {
  readonly children: ReactNode;
  /** A file of the parts is gone. */
  readonly onMissing: () => void;
}

/**
 * Parts of the window that are loaded when they are first needed.
 *
 * Their file is not there any more where the app was updated or moved while it ran. That part then
 * stays away, and the user is told; without this, React takes the whole window down, with the note.
 */
export class Later extends Component<LaterProps> {
  override state = { isMissing: false };

  static getDerivedStateFromError(): { isMissing: boolean } {
    return { isMissing: true };
  }

  override componentDidCatch(): void {
    this.props.onMissing();
  }

  override render(): ReactNode {
    return this.state.isMissing ? null : <Suspense>{this.props.children}</Suspense>;
  }
}
