import type { CommentView } from '@requestry/model';

/** A comment that answers nobody, and all that was answered to it, whatever the answers answer, oldest first. */
export interface Thread {
  readonly first: CommentView;
  readonly answers: readonly CommentView[];
}

/** Threads by when they began. An answer to what the reader does not see stands by itself. */
export function threadsOf(comments: readonly CommentView[]): readonly Thread[] {
  const byId = new Map(comments.map((comment) => [comment.id, comment]));
  const answers = new Map<string, CommentView[]>();
  const firsts: CommentView[] = [];
  for (const comment of comments) {
    const root = rootOf(comment, byId);
    if (root === comment) firsts.push(comment);
    else answers.set(root.id, [...(answers.get(root.id) ?? []), comment]);
  }
  return firsts.map((first) => ({ first, answers: answers.get(first.id) ?? [] }));
}

function rootOf(comment: CommentView, byId: ReadonlyMap<string, CommentView>): CommentView {
  let at = comment;
  for (const seen = new Set<string>(); at.parent !== undefined && !seen.has(at.id); ) {
    seen.add(at.id);
    const above = byId.get(at.parent);
    if (!above) break;
    at = above;
  }
  return at;
}

/** Answers that stay shown of a long thread: the newest, and all that are new. */
export function shownAnswers({ answers }: Thread, most: number): readonly CommentView[] {
  const firstNew = answers.findIndex(({ unread }) => unread);
  const from = Math.min(Math.max(0, answers.length - most), firstNew < 0 ? answers.length : firstNew);
  return answers.slice(from);
}
